// Elements. Text only ever becomes a text node: whatever a testee wrote stays text.

function fill(node, attributes, children) {
  for (const name of Object.keys(attributes || {})) {
    const value = attributes[name];
    if (name === 'text') {
      node.textContent = value;
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined) {
      node.append(child);
    }
  }
  return node;
}

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

// `Backquotes` and *stars* of Markdown.
function prose(text) {
  return (text || '').split('`').flatMap((part, i) => (i % 2 ? el('code', {text: part}) : stars(part)));
}

function stars(text) {
  return text.split(/\*(\w[^*]*\w)\*/).map((part, i) => (i % 2 ? el('em', {text: part}) : part));
}

function count(number, noun) {
  return number.toLocaleString('en') + ' ' + noun + (number === 1 ? '' : 's');
}

const VERDICTS = {
  BROKEN: {name: 'broken', mark: '\u2717', words: 'broken'},
  KNOWN: {name: 'known', mark: '!', words: 'known failure'},
  HOLDS: {name: 'holds', mark: '\u2713', words: 'holds'},
  NOT_TESTED: {name: 'untested', mark: '\u2013', words: 'not tested'},
};

// A sign for the eye, the words for a screen reader.
function mark(verdict) {
  const some = VERDICTS[verdict];
  return el('span', {class: 'mark ' + some.name, title: some.words},
      el('span', {'aria-hidden': 'true', text: some.mark}),
      el('span', {class: 'read-out', text: some.words}));
}

function table(headings, rows) {
  return el('div', {class: 'scroll'},
      el('table', {class: 'data'},
          el('thead', {}, el('tr', {}, ...headings.map(text => el('th', {scope: 'col', text})))),
          el('tbody', {}, ...rows)));
}
