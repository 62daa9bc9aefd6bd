// An address space as rows of areas, one above the other, between the addresses at which anything
// begins or ends. Not to scale: small areas have to be seen beside large ones.

const ROW = 22;
const BOX = 17;
const RULER = 18;
const LABEL = 84;
const DIGIT = 6.7;
const CROWDED = 12;
const WIDTH = 640;
const WIDEST = 2.2;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function address(hex) {
  return BigInt(hex).toString(16).padStart(8, '0');
}

function what(area) {
  const offset = area.offset && area.offset !== '0x0' ? ' + ' + area.offset : '';
  return area.permissions + (area.object ? ' ' + area.object : '') + offset;
}

function areaKey(area) {
  return area.start + '-' + area.end + ' ' + what(area);
}

function touches(area, range) {
  return BigInt(area.start) <= BigInt(range.end) && BigInt(area.end) >= BigInt(range.start);
}

// Leaves out what is the same in all rows and touches nothing else, where there is much of it.
function focused(rows) {
  const states = rows.filter(row => !row.range);
  const keys = states.map(row => new Set((row.areas || []).map(areaKey)));
  const everywhere = area => keys.every(set => set.has(areaKey(area)));
  const centre = rows.filter(row => row.range).map(row => row.range);
  states.forEach(row => centre.push(...(row.areas || []).filter(area => !everywhere(area))));
  const shown = area => !everywhere(area) || centre.some(range => touches(area, range));
  if (bounds(rows).length <= CROWDED || centre.length === 0) {
    return rows;
  }
  return rows.map(row => ({...row, areas: (row.areas || []).filter(shown)}));
}

function bounds(rows) {
  const all = new Set();
  for (const row of rows) {
    for (const some of row.range ? [row.range] : row.areas || []) {
      all.add(BigInt(some.start));
      all.add(BigInt(some.end));
    }
  }
  return [...all].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

// Returns where each bound lies: wider where there are more pages, but never by much.
function positions(all) {
  const digits = Math.max(8, ...all.map(bound => bound.toString(16).length));
  const narrowest = digits * DIGIT + 10;
  const widths = all.slice(1).map((bound, i) => {
    const pages = Number((bound - all[i]) / 4096n);
    return narrowest + Math.min(90, 26 * Math.log2(Math.max(1, pages)));
  });
  const sum = widths.reduce((all, one) => all + one, 1);
  const scale = Math.min(WIDEST, Math.max(1, WIDTH / sum));
  const at = new Map();
  let x = LABEL;
  all.forEach((bound, i) => {
    x += i > 0 ? widths[i - 1] * scale : 0;
    at.set(bound, x);
  });
  return {at, end: x + digits * DIGIT + 4};
}

function objectClass(area) {
  const object = area.object || '';
  if (object.startsWith('object ')) {
    return ' object' + Number(object.slice(7)) % 4;
  }
  return object ? ' shared' : '';
}

// Returns how an area is told from those of the row that it is to be compared with.
function difference(area, row, rows) {
  const other = {got: 'expected', expected: 'got', after: 'before'}[row.label];
  const against = rows.find(some => some.label === other && !some.range);
  if (!against || (against.areas || []).some(some => areaKey(some) === areaKey(area))) {
    return '';
  }
  return other === 'before' ? ' changed' : ' differs';
}

// The first of the labels has the most in it; the one that fits is shown.
function box(x, y, width, name, labels) {
  const room = Math.floor((width - 6) / DIGIT);
  const text = labels.find(label => label.length <= room) || '';
  return [
    svg('rect', {class: name, x: x + 0.5, y, width: width - 1, height: BOX}),
    svg('text', {class: name === 'range' ? 'call' : '', x: x + 5, y: y + 12.5, text}),
  ];
}

function labels(row, some, letters) {
  if (row.range) {
    return [row.label];
  }
  const letter = letters.get(areaKey(some)).letter;
  return [letter + ' ' + what(some), letter + ' ' + some.permissions, letter];
}

function picture(all) {
  const rows = focused(all);
  const letters = new Map();
  rows.forEach(row => (row.areas || []).forEach(area => {
    if (!letters.has(areaKey(area))) {
      letters.set(areaKey(area), {letter: LETTERS[letters.size] || '#', area, rows: []});
    }
    letters.get(areaKey(area)).rows.push(row.label);
  }));
  const hidden = new Set(all.flatMap(row => (row.areas || []).map(areaKey))).size - letters.size;
  return el('div', {}, drawing(rows, letters), list(letters, hidden));
}

function drawing(rows, letters) {
  const all = bounds(rows);
  if (all.length === 0) {
    return el('p', {class: 'why', text: 'no area, neither before nor after'});
  }
  const {at, end} = positions(all);
  const height = RULER + rows.length * ROW;
  const words = rows.map(row => row.label + ': ' + (row.range
      ? address(row.range.start) + '-' + address(row.range.end)
      : (row.areas || []).map(areaKey).join(', ') || 'no area'));
  const image = svg('svg', {
    class: 'picture', role: 'img', width: end, height, viewBox: '0 0 ' + end + ' ' + height,
    'aria-label': words.join('; '),
  });
  for (const bound of all) {
    const x = at.get(bound);
    image.append(
        svg('line', {class: 'bound', x1: x, x2: x, y1: RULER - 4, y2: height}),
        svg('text', {class: 'address', x, y: 11, text: bound.toString(16).padStart(8, '0')}));
  }
  rows.forEach((row, i) => {
    const y = RULER + i * ROW + 1;
    image.append(svg('text', {class: 'label', x: 0, y: y + 12.5, text: row.label}));
    for (const some of row.range ? [row.range] : row.areas || []) {
      const x = at.get(BigInt(some.start));
      const width = at.get(BigInt(some.end)) - x;
      const name = row.range
          ? 'range'
          : 'area' + objectClass(some) + difference(some, row, rows);
      image.append(...box(x, y, width, name, labels(row, some, letters)));
    }
  });
  return el('div', {class: 'scroll'}, image);
}

function list(letters, hidden) {
  const rows = [...letters.values()].map(entry => el('tr', {},
      el('td', {text: entry.letter}),
      el('td', {text: address(entry.area.start) + '-' + address(entry.area.end)}),
      el('td', {text: what(entry.area)}),
      el('td', {class: 'quiet', text: entry.rows.join(', ')})));
  if (hidden > 0) {
    rows.push(el('tr', {}, el('td', {}), el('td', {
      class: 'quiet', colspan: 3, text: 'and ' + count(hidden, 'area') + ' that did not change',
    })));
  }
  return rows.length === 0 ? null : table(['', 'area', 'shows', 'in'], rows);
}
