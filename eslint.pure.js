/**
 * The rules that keep the simulator pure: what it knows of time, chance and the world is handed to it
 * (simulator/kernel/environment.ts), so that equal input gives equal output, byte for byte, on every host.
 */
const HOST_GLOBALS = [
  'window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'self',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'requestAnimationFrame',
  'requestIdleCallback', 'queueMicrotask', 'postMessage', 'MessageChannel', 'BroadcastChannel', 'Worker',
  'fetch', 'XMLHttpRequest', 'WebSocket', 'URL', 'Blob', 'File', 'crypto', 'performance', 'console', 'structuredClone',
  'process', 'Buffer', 'global', 'globalThis', 'require', 'module', '__dirname', '__filename', 'Intl', 'WeakRef',
  'FinalizationRegistry',
]; // prettier-ignore

const LOCAL_TIME =
  '/^(get|set)(Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear|Year|TimezoneOffset)$|^to(Date|Time|Locale|LocaleDate|LocaleTime)String$/';

/** @type {import('eslint').Linter.RulesRecord} */
export const pureSource = {
  'no-restricted-globals': [
    'error',
    ...HOST_GLOBALS.map((name) => ({
      name,
      message: 'The simulator has no host: take what you need from Environment, Clock or Entropy (simulator/kernel/).',
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Simulated time comes from Clock.now() or Process.now().' },
    { object: 'Math', property: 'random', message: 'Chance comes from Entropy or Process.random().' },
    { property: 'localeCompare', message: "It follows the host's locale; compare code units or bytes instead." },
    { property: 'toLocaleLowerCase', message: "It follows the host's locale." },
    { property: 'toLocaleUpperCase', message: "It follows the host's locale." },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'Simulated time comes from Clock.now() or Process.now().',
    },
    {
      selector: 'CallExpression[callee.name="Date"]',
      message: 'Simulated time comes from Clock.now() or Process.now().',
    },
    {
      selector: `CallExpression[callee.property.name=${LOCAL_TIME}]`,
      message: "It follows the host's time zone; use the UTC form.",
    },
    {
      selector: 'ImportExpression[source.value=/^node:/]',
      message: 'The simulator also runs in a browser: no Node modules.',
    },
  ],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: '^(node:.*|fs|path|os|child_process|crypto|events|stream|util|buffer|url)$',
          message: 'The simulator also runs in a browser: no Node modules.',
        },
        { group: ['**/src/**', 'svelte', 'svelte/*', '@xterm/*'], message: 'Nothing in simulator/ knows the screen.' },
      ],
    },
  ],
};
