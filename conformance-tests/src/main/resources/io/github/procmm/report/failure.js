// One failure: what was asked, expected and got, and the history that led there.

const READ = {OPCODE: true, FIELD: true};

// As RecordEntry.inOneLine has it.
function oneLine(record) {
  return record.fields.map(field => {
    switch (field.kind) {
      case 'OPCODE':
        return field.meaning && field.meaning.startsWith('MM_') ? field.meaning : 'op=' + field.value;
      case 'FIELD':
        return field.name + '=' + (field.meaning
            ? field.meaning.replace(/(^|[^A-Z])[A-Z]+_/g, '$1')
            : /^f+$/.test(field.hex) ? '-1' : field.value);
      case 'MISSING':
        return field.name + ' missing';
      case 'EXCESS':
        return field.length + ' more bytes';
      default:
        return '';
    }
  }).filter(word => word).join(' ');
}

function stepLine(step) {
  return [step.call].concat((step.records || []).map(oneLine)).join(': ');
}

function recordTable(record) {
  const rows = record.fields.map(field => {
    const quiet = READ[field.kind] ? '' : field.kind === 'MISSING' ? 'missing' : 'quiet';
    return el('tr', {class: quiet},
        el('td', {text: field.offset + '..' + (field.offset + field.length - 1)}),
        el('td', {text: grouped(field.hex || '')}),
        el('td', {text: field.name || '(' + field.kind.toLowerCase() + ')'}),
        el('td', {text: field.value || ''}),
        el('td', {text: field.meaning || ''}));
  });
  const length = record.fields.reduce((sum, field) => sum + (field.hex || '').length / 2, 0);
  const box = table(['bytes', 'hex', 'field', 'value', 'meaning'], rows);
  box.append(el('div', {class: 'why', text: length + ' bytes, ' + record.dialect}));
  return box;
}

// Bytes apart, eight of them at most.
function grouped(hex) {
  const bytes = hex.match(/../g) || [];
  return bytes.slice(0, 8).join(' ') + (bytes.length > 8 ? ' \u2026' : '');
}

function historyStep(step, failed) {
  const words = [stepLine(step) + ' ', el('span', {class: 'answer', text: '\u2192 ' + step.answer})];
  const name = failed ? 'failed' : '';
  if (!step.records || step.records.length === 0) {
    return el('li', {class: name}, el('div', {class: 'line'}, ...words));
  }
  const details = el('details', {class: 'step'}, el('summary', {}, ...words));
  lazily(details, () => el('div', {class: 'inner'},
      ...step.records.map(recordTable),
      step.picture ? picture(step.picture) : null));
  return el('li', {class: name}, details);
}

function history(failure) {
  return el('ol', {class: 'steps'},
      ...failure.steps.map((step, i) => historyStep(step, i === failure.step)));
}

function answers(failure) {
  return el('dl', {class: 'answers'},
      el('dt', {text: 'expected'}), el('dd', {text: failure.expected}),
      el('dt', {text: 'got'}), el('dd', {class: 'wrong', text: failure.got}));
}

function failureBody(some) {
  const failure = some.failure;
  const last = (failure.steps || [])[failure.step];
  return el('div', {},
      el('p', {class: 'asked'},
          'Step ' + failure.step + ': ', el('code', {text: failure.call})),
      answers(failure),
      ...(last && last.records ? last.records.map(recordTable) : []),
      failure.picture ? el('h3', {text: 'Address space'}) : null,
      failure.picture ? picture(failure.picture) : null,
      failure.steps ? el('h3', {text: 'History'}) : null,
      failure.steps ? history(failure) : null,
      failure.stderr ? el('h3', {text: 'Its standard error ends'}) : null,
      failure.stderr ? el('pre', {class: 'stderr', tabindex: '0', text: failure.stderr}) : null);
}

// The hosts on which one case fails: one is shown, another can be chosen.
function failures(cases) {
  const body = el('div', {class: 'failure'});
  const on = el('div', {class: 'on'});
  body.append(on, failureBody(cases[0]));
  if (cases.length === 1) {
    on.append('on ', el('code', {text: cases[0].host}));
    return body;
  }
  const choice = el('select', {'aria-label': 'Host'},
      ...cases.map(some => el('option', {text: some.host})));
  choice.addEventListener('change', () =>
      body.lastChild.replaceWith(failureBody(cases[choice.selectedIndex])));
  on.append('on ', choice, ' and ' + count(cases.length - 1, 'other host'));
  return body;
}
