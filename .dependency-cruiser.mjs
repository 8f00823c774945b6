/**
 * Who may import whom. `MAY_IMPORT` is the table of docs/architecture.md; everything else here says how it is read.
 * Imports of types count as imports: a contract is a dependency too. There are no cycles; only there types are left out,
 * since two files whose types name each other are loaded in any order.
 */

/** For each part, the parts it may import besides itself. */
const MAY_IMPORT = {
  'simulator/kernel': [],
  'simulator/vfs': ['simulator/kernel'],
  'simulator/api': ['simulator/kernel'],
  'simulator/registry': ['simulator/kernel', 'simulator/vfs', 'simulator/api', 'simulator/programs/userland.ts'],
  'simulator/programs': ['simulator/kernel', 'simulator/vfs'],
  'simulator/shell': ['simulator/kernel', 'simulator/vfs'],
  'simulator/daemon': [
    'simulator/kernel',
    'simulator/vfs',
    'simulator/api',
    'simulator/registry',
    // What the builder asks of whoever runs its steps: the daemon does.
    'simulator/builder/backend.ts',
  ],
  'simulator/builder': ['simulator/kernel', 'simulator/vfs', 'simulator/api'],
  'simulator/compose': ['simulator/kernel', 'simulator/vfs', 'simulator/api'],
  'simulator/cli': [
    'simulator/kernel',
    'simulator/vfs',
    'simulator/api',
    'simulator/compose',
    // .dockerignore is read where the context is, by the client.
    'simulator/builder/ignore',
  ],
  'simulator/host': ['simulator/kernel', 'simulator/vfs', 'simulator/shell', 'simulator/programs', 'simulator/cli'],
  'simulator/session': ['simulator/kernel', 'simulator/host/command-journal.ts'],
  'lessons/engine': ['simulator/index.ts', 'simulator/api'],
  'lessons/check': ['simulator/index.ts', 'lessons/engine'],
  src: ['simulator/index.ts', 'lessons'],
  // The catalogue: `npm run images` tries every one of it.
  node: [
    'simulator/index.ts',
    'simulator/session',
    'simulator/registry/catalog/index.ts',
    'lessons/engine',
    'lessons/check',
  ],
};

/** The contract by which the kernel is told where processes stand: types only, and only these two files. */
const KERNEL_CONTRACTS = '^simulator/vfs/(mounts|open)\\.ts$';

const PART = Object.keys(MAY_IMPORT);
const pattern = (part) => (part.endsWith('.ts') ? `^${part.replaceAll('.', '\\.')}$` : `^${part}/`);

const directions = PART.map((part) => ({
  name: `${part} imports only: ${[...MAY_IMPORT[part], 'itself'].join(', ')}`,
  severity: 'error',
  from: { path: pattern(part) },
  to: {
    path: '^(simulator|lessons|src|node|test|bench|scripts)/',
    pathNot: [
      pattern(part),
      ...MAY_IMPORT[part].map(pattern),
      ...(part === 'simulator/kernel' ? [KERNEL_CONTRACTS] : []),
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...directions,
    {
      name: 'simulator/ imports nothing from outside it',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(lessons|src|node|test|bench|scripts|bin)/' },
    },
    {
      name: 'no import cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the kernel takes only types from the file system',
      severity: 'error',
      from: { path: '^simulator/kernel/' },
      to: { path: '^simulator/vfs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'simulator/ and lessons/engine know no host',
      severity: 'error',
      from: { path: '^(simulator|lessons/engine)/' },
      to: { path: '^(svelte|@xterm|node_modules/(svelte|@xterm))|\\.svelte$' },
    },
    {
      name: 'simulator/ and lessons/engine use no Node module',
      severity: 'error',
      from: { path: '^(simulator|lessons/engine)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'every import can be found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped code uses no development dependency',
      severity: 'error',
      from: { path: '^(simulator|lessons|src|node)/', pathNot: '\\.svelte(\\.ts)?$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/svelte/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The library of the simulated Node.js is text here: its imports are resolved in the interpreter.
    exclude: { path: '^(dist|coverage|\\.cache)/|^simulator/programs/node/lib/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['browser', 'import', 'svelte', 'types', 'default'],
    },
    cache: { folder: '.cache/boundaries', strategy: 'content' },
  },
};
