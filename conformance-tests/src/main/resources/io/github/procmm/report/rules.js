// The rules and their cases, as lines that open. What is in them is made when they first do:
// a report may have thousands of cases.

// Adds what make returns when a line is opened; open() is the same at once.
function lazily(details, make) {
  let made = false;
  details.build = () => {
    if (!made) {
      made = true;
      details.append(make());
    }
  };
  details.addEventListener('toggle', () => {
    if (details.open) {
      details.build();
    }
  });
  return details;
}

function open(details) {
  if (details.build) {
    details.build();
  }
  details.open = true;
}

function caseText(some) {
  if (some.haystack === undefined) {
    const words = [some.name + '@' + some.host, some.why, some.known];
    if (some.failure) {
      const failure = some.failure;
      words.push(failure.call, failure.expected, failure.got, failure.stderr);
      (failure.steps || []).forEach(step => words.push(stepLine(step), step.answer));
    }
    some.haystack = words.filter(word => word).join('\n').toLowerCase();
  }
  return some.haystack;
}

function ruleText(rule) {
  if (rule.haystack === undefined) {
    const words = [rule.id, rule.level, rule.text.replace(/`/g, ''), rule.section, rule.why];
    rule.haystack = words.filter(word => word).join('\n').toLowerCase();
  }
  return rule.haystack;
}

function hasAll(text, words) {
  return words.every(word => text.includes(word));
}

function hostWords(cases, failing, untested) {
  if (cases.length === 1) {
    return cases[0].host;
  }
  const hosts = count(cases.length, 'host');
  if (failing.length) {
    return 'fails on ' + failing.length + ' of ' + hosts;
  }
  return untested.length && untested.length < cases.length
      ? hosts + ', ' + untested.length + ' of them not tested' : hosts;
}

// The cases of one name: one line, whatever the number of hosts.
function caseLine(name, cases) {
  const failing = cases.filter(some => some.failure);
  const verdict = ['BROKEN', 'KNOWN', 'HOLDS', 'NOT_TESTED']
      .find(some => cases.some(one => one.verdict === some));
  const untested = cases.filter(some => some.verdict === 'NOT_TESTED');
  const notes = new Set(failing.map(some => some.known));
  if (untested.length === cases.length) {
    cases.forEach(some => notes.add(some.why));
  }
  const note = [...notes].filter(words => words).join('; ');
  const words = [
    mark(verdict),
    el('span', {class: 'name mono'}, name,
        note ? el('span', {class: 'why', text: ' \u2013 ' + note}) : null),
    el('span', {class: 'hosts', text: hostWords(cases, failing, untested)}),
  ];
  if (failing.length === 0) {
    return el('div', {class: 'plain', title: cases.map(some => some.host).join('\n')}, ...words);
  }
  return lazily(
      el('details', {class: 'case'}, el('summary', {}, ...words)), () => failures(failing));
}

function ruleBody(rule) {
  const byName = new Map();
  const own = some => some.rules[0] === rule.id;
  for (const some of [...rule.cases.filter(own), ...rule.cases.filter(some => !own(some))]) {
    byName.set(some.name, (byName.get(some.name) || []).concat(some));
  }
  rule.lines = [...byName].map(([name, cases]) => ({cases, line: caseLine(name, cases)}));
  const body = el('div', {class: 'body'}, ...rule.lines.map(entry => entry.line));
  if (rule.lines.length === 0) {
    body.append(el('span', {class: 'why', text: rule.why}));
  }
  return body;
}

function ruleLine(rule) {
  const broken = rule.cases.filter(some => some.failure).length;
  const cases = broken
      ? broken + ' of ' + count(rule.cases.length, 'case') + (broken === 1 ? ' fails' : ' fail')
      : rule.cases.length ? count(rule.cases.length, 'case') : '';
  const why = rule.verdict === 'NOT_TESTED' && rule.why
      ? el('span', {class: 'why', text: ' \u2013 ' + rule.why}) : null;
  rule.line = el('details', {class: 'rule', id: rule.id, 'data-verdict': rule.verdict},
      el('summary', {},
          mark(rule.verdict),
          el('span', {class: 'id', text: rule.id}),
          el('span', {class: 'text'},
              el('span', {class: 'level', text: rule.level}), ...prose(rule.text), why),
          el('span', {class: 'cases', text: cases})));
  return lazily(rule.line, () => {
    const body = ruleBody(rule);
    showCases(rule);
    return body;
  });
}

// In a rule that is found by its cases, the others are left out.
function showCases(rule) {
  for (const entry of rule.lines || []) {
    const text = entry.cases.map(caseText).join('\n');
    entry.line.hidden = !hasAll(ruleText(rule), wanted.words)
        && !hasAll(ruleText(rule) + '\n' + text, wanted.words);
  }
}

function groupSection(group) {
  group.element = el('section', {class: 'group', id: group.name, 'aria-labelledby': group.name + '-title'},
      el('h2', {id: group.name + '-title'}, group.name,
          el('span', {text: group.rules[0].section || ''})),
      ...group.rules.map(ruleLine));
  return group.element;
}

function bar(group) {
  const box = el('div', {});
  for (const verdict of Object.keys(VERDICTS)) {
    const number = group.rules.filter(rule => rule.verdict === verdict).length;
    if (number > 0) {
      const part = el('i', {class: VERDICTS[verdict].name,
        title: number + ' ' + VERDICTS[verdict].words});
      part.style.flexGrow = number;
      box.append(part);
    }
  }
  return box;
}

function groupRow(group) {
  const number = verdict => {
    const n = group.rules.filter(rule => rule.verdict === verdict).length;
    const name = VERDICTS[verdict].name;
    return el('td', {class: (n ? name : 'untested') + (verdict === 'BROKEN' ? '' : ' less'),
      text: n || '\u00b7'});
  };
  const own = report.cases.filter(some => group.rules.some(rule => rule.id === some.rules[0]));
  return el('tr', {},
      el('th', {scope: 'row'}, el('a', {href: '#' + group.name, text: group.name})),
      el('td', {class: 'about', text: group.rules[0].section || ''}),
      el('td', {class: 'bar'}, bar(group)),
      el('td', {class: 'less', text: group.rules.length}),
      number('HOLDS'), number('BROKEN'), number('KNOWN'), number('NOT_TESTED'),
      el('td', {text: own.length ? own.length.toLocaleString('en') : '\u00b7'}));
}

function overview(groups) {
  const heading = (text, name) => el('th', {scope: 'col', class: name, text});
  return el('div', {class: 'scroll'}, el('table', {},
      el('thead', {}, el('tr', {},
          heading('group', ''), heading('about', 'about'), heading('', 'bar'),
          heading('rules', 'less'), heading('hold', 'less'), heading('broken', ''),
          heading('known', 'less'), heading('untested', 'less'), heading('cases', ''))),
      el('tbody', {}, ...groups.map(groupRow))));
}
