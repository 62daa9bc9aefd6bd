// The page: what is in it, what is shown of it, and what keys and buttons do.

const report = JSON.parse(byId('report').textContent);
const findings = report.format === 'procmm-fuzz';
const wanted = {words: [], verdicts: new Set(Object.keys(VERDICTS))};
const rules = report.rules.map(rule => ({...rule, cases: []}));
const ruleById = new Map(rules.map(rule => [rule.id, rule]));
const groups = [];

function arrange() {
  report.cases.forEach(some => some.rules.forEach(id => {
    if (ruleById.has(id)) {
      ruleById.get(id).cases.push(some);
    }
  }));
  for (const rule of rules) {
    if (!groups.length || groups[groups.length - 1].name !== rule.group) {
      groups.push({name: rule.group, rules: []});
    }
    groups[groups.length - 1].rules.push(rule);
  }
}

function rulesWith(verdict) {
  return rules.filter(rule => rule.verdict === verdict);
}

// Header

function header() {
  const testee = report.testee;
  const command = findings ? 'procmm fuzz' : 'procmm conform';
  document.title = command + ': ' + (testee.name || 'nobody');
  document.querySelector('h1').textContent = command;
  byId('testee').append(testee.name || 'nobody', el('span', {text: testee.details || ''}));
  const broken = rulesWith('BROKEN').length;
  const outlived = report.outlived || [];
  byId('verdict').append(broken
      ? el('span', {
        class: 'broken',
        text: findings ? count(broken, 'finding') : count(broken, 'rule') + ' broken',
      })
      : outlived.length
        ? el('span', {class: 'broken', text: 'known failures that fail no more'})
        : el('span', {
          class: 'holds',
          text: findings ? 'No findings' : 'All rules hold that were tested',
        }));
  const tested = report.cases.filter(some => some.verdict !== 'NOT_TESTED').length;
  const started = (report.run.started || '').replace('T', ' ').replace('Z', ' UTC');
  byId('run').textContent = [
    started,
    (findings ? '' : count(tested, 'case') + ' in ') + (report.run.millis / 1000).toFixed(1) + ' s',
    report.run.partial ? 'some of the suite' : '',
    (report.run.options || []).join(' '),
  ].filter(part => part).join(' \u00b7 ');
  if (outlived.length) {
    byId('outlived').append(el('div', {class: 'notice'},
        'Known failures that fail no more: take them off the list.',
        el('ul', {}, ...outlived.map(entry => el('li', {}, el('code', {text: entry}))))));
  }
}

function foldable(title, body) {
  return el('details', {}, el('summary', {text: title}), body);
}

function about() {
  const testee = report.testee;
  const entries = (words, list) => list && list.length
      ? [el('dt', {text: words}), el('dd', {}, el('code', {text: list.join(', ')}))] : [];
  byId('about').append(
      foldable('The testee', el('dl', {},
          ...entries('hosts', (testee.hosts || []).map(host => host.replace(/,/g, '\u00a0'))),
          ...entries('features', testee.features),
          ...entries('does not offer', testee.missing),
          ...entries('reserved', (testee.reserved || []).map(some => some.start + '-' + some.end)))),
      foldable('Not tested, by reason', el('dl', {}, ...reasons())));
}

function reasons() {
  const byReason = new Map();
  for (const rule of rulesWith('NOT_TESTED')) {
    byReason.set(rule.why, (byReason.get(rule.why) || []).concat(rule.id));
  }
  return [...byReason].flatMap(([why, ids]) => [
    el('dt', {text: count(ids.length, 'rule')}),
    el('dd', {}, why, ' ', el('code', {class: 'why', text: ids.join(', ')})),
  ]);
}

// What is shown

function verdictButtons() {
  for (const verdict of Object.keys(VERDICTS)) {
    const some = VERDICTS[verdict];
    const number = rulesWith(verdict).length;
    const button = el('button', {
      type: 'button', id: 'show-' + some.name, 'aria-pressed': 'true', disabled: number === 0,
    }, mark(verdict), ' ' + some.words + ' ' + number);
    button.addEventListener('click', () => {
      if (!wanted.verdicts.delete(verdict)) {
        wanted.verdicts.add(verdict);
      }
      changed();
    });
    byId('verdicts').append(button);
  }
}

function isShown(rule) {
  if (!wanted.verdicts.has(rule.verdict)) {
    return false;
  }
  const text = ruleText(rule);
  return hasAll(text, wanted.words)
      || rule.cases.some(some => hasAll(text + '\n' + caseText(some), wanted.words));
}

function show() {
  let shown = 0;
  for (const group of groups) {
    let any = false;
    for (const rule of group.rules) {
      rule.line.hidden = !isShown(rule);
      if (!rule.line.hidden) {
        any = true;
        shown++;
        showCases(rule);
      }
    }
    group.element.hidden = !any;
  }
  for (const verdict of Object.keys(VERDICTS)) {
    byId('show-' + VERDICTS[verdict].name)
        .setAttribute('aria-pressed', String(wanted.verdicts.has(verdict)));
  }
  byId('count').textContent = shown === rules.length
      ? count(shown, 'rule') : shown + ' of ' + count(rules.length, 'rule');
  byId('nothing').hidden = shown > 0;
}

// The address says what is shown, so that it can be kept and sent: #q=words&v=broken,known, or
// the id of a rule or a group.

function changed() {
  const query = byId('search').value.trim();
  wanted.words = query.toLowerCase().split(/\s+/).filter(word => word);
  const parts = [];
  if (query) {
    parts.push('q=' + encodeURIComponent(query));
  }
  if (wanted.verdicts.size < Object.keys(VERDICTS).length) {
    parts.push('v=' + [...wanted.verdicts].map(verdict => VERDICTS[verdict].name).join(','));
  }
  window.history.replaceState(null, '', '#' + parts.join('&'));
  show();
}

function fromAddress() {
  const hash = window.location.hash.slice(1);
  if (hash.includes('=')) {
    const given = new URLSearchParams(hash);
    byId('search').value = given.get('q') || '';
    wanted.words = (given.get('q') || '').toLowerCase().split(/\s+/).filter(word => word);
    const names = given.has('v') ? given.get('v').split(',') : null;
    wanted.verdicts = new Set(Object.keys(VERDICTS).filter(
        verdict => !names || names.includes(VERDICTS[verdict].name)));
    show();
  } else if (ruleById.has(hash)) {
    showAll();
    reveal(ruleById.get(hash));
  }
}

function showAll() {
  byId('search').value = '';
  wanted.words = [];
  wanted.verdicts = new Set(Object.keys(VERDICTS));
  show();
}

// Opens a rule and the first case of it that fails.
function reveal(rule) {
  open(rule.line);
  const failing = rule.line.querySelector('.case:not([hidden])');
  if (failing) {
    open(failing);
  }
  const summary = rule.line.querySelector('summary');
  summary.focus();
  summary.scrollIntoView({block: 'center'});
}

function openAll() {
  for (const rule of rules.filter(some => !some.line.hidden)) {
    open(rule.line);
    rule.line.querySelectorAll('.case').forEach(open);
  }
}

function closeAll() {
  document.querySelectorAll('main details').forEach(details => {
    details.open = false;
  });
}

// Light and dark: as the system has it, until somebody wants it otherwise.

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

function remembered(theme) {
  try {
    if (theme) {
      window.localStorage.setItem('procmm-theme', theme);
    }
    return window.localStorage.getItem('procmm-theme');
  } catch (unavailable) {
    return theme;
  }
}

function paint() {
  const theme = remembered(null) || (systemDark.matches ? 'dark' : 'light');
  document.documentElement.setAttribute('data-theme', theme);
  byId('theme').textContent = theme === 'dark' ? 'Light' : 'Dark';
}

function switchTheme() {
  const dark = document.documentElement.getAttribute('data-theme') === 'dark';
  remembered(dark ? 'light' : 'dark');
  document.documentElement.setAttribute('data-theme', dark ? 'light' : 'dark');
  byId('theme').textContent = dark ? 'Dark' : 'Light';
}

// Keys

function visibleSummaries() {
  return [...document.querySelectorAll('main summary')].filter(some => some.offsetParent !== null);
}

function step(by) {
  const all = visibleSummaries();
  const at = all.indexOf(document.activeElement);
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  if (all[to]) {
    all[to].focus();
  }
}

function stepToFailure(by) {
  const failing = rules.filter(rule => !rule.line.hidden
      && (rule.verdict === 'BROKEN' || rule.verdict === 'KNOWN'));
  const here = failing.findIndex(rule => rule.line.contains(document.activeElement));
  const to = here < 0 ? (by > 0 ? 0 : failing.length - 1) : here + by;
  if (failing[to]) {
    reveal(failing[to]);
  }
}

function turn(wide) {
  const details = document.activeElement.parentElement;
  if (wide) {
    open(details);
  } else if (details.open) {
    details.open = false;
  } else {
    const around = details.parentElement.closest('details');
    if (around) {
      around.querySelector('summary').focus();
    }
  }
}

function inSearch(event) {
  const search = byId('search');
  if (event.key === 'Escape') {
    event.preventDefault();
    if (search.value) {
      search.value = '';
      changed();
    } else {
      search.blur();
    }
  } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    const first = visibleSummaries()[0];
    if (first) {
      first.focus();
    }
  }
}

const KEYS = {
  '/': () => byId('search').select(),
  '?': () => byId('keys').showModal(),
  n: () => stepToFailure(1),
  p: () => stepToFailure(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowRight: () => turn(true),
  ArrowLeft: () => turn(false),
};

function pressed(event) {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || byId('keys').open) {
    return;
  }
  if (target === byId('search')) {
    inSearch(event);
    return;
  }
  const onSummary = target.tagName === 'SUMMARY';
  const takesKeys = ['INPUT', 'SELECT', 'TEXTAREA', 'PRE'].includes(target.tagName);
  const arrow = event.key.startsWith('Arrow');
  if (takesKeys || !Object.hasOwn(KEYS, event.key) || (arrow && !onSummary)) {
    return;
  }
  event.preventDefault();
  KEYS[event.key]();
}

// Paper: everything that is shown, opened.

let openBeforePaper = null;

function beforePrint() {
  openBeforePaper = new Set(document.querySelectorAll('main details[open]'));
  openAll();
  document.querySelectorAll('.rule:not([hidden]) li:not(.failed) > .step, #about details').forEach(open);
}

function afterPrint() {
  document.querySelectorAll('main details[open]').forEach(details => {
    details.open = openBeforePaper.has(details);
  });
}

arrange();
header();
verdictButtons();
byId('overview').append(overview(groups));
byId('rules').append(...groups.map(groupSection));
about();
paint();
show();
byId('search').addEventListener('input', changed);
byId('clear').addEventListener('click', () => {
  showAll();
  changed();
});
byId('open-all').addEventListener('click', openAll);
byId('close-all').addEventListener('click', closeAll);
byId('theme').addEventListener('click', switchTheme);
byId('help').addEventListener('click', () => byId('keys').showModal());
systemDark.addEventListener('change', paint);
document.addEventListener('keydown', pressed);
window.addEventListener('hashchange', fromAddress);
window.addEventListener('beforeprint', beforePrint);
window.addEventListener('afterprint', afterPrint);
rulesWith('BROKEN').slice(0, 1).forEach(rule => open(rule.line));
const firstFailing = document.querySelector('.case');
if (firstFailing) {
  open(firstFailing);
}
fromAddress();
window.addEventListener('load', fromAddress); // the browser's own way to the address comes last
