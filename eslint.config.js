/**
 * The one linter. Three layers: TypeScript's strict rules for everything; rules that keep `simulator/` and
 * `lessons/engine/` free of any clock, chance or host of their own; Svelte's rules for components.
 * A rule that is off says why. There are no warnings: a finding is an error or it is not looked for.
 */
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { pureSource } from './eslint.pure.js';

/**
 * What typed linting is told differently from `strictTypeChecked`, for all TypeScript.
 * @type {import('eslint').Linter.RulesRecord}
 */
const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // A program is a function that answers a promise, whether or not this one has anything to wait for.
  '@typescript-eslint/require-await': 'off',
  // `return finish()` and `(x) => finish()` are plain enough where nothing is returned.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // A command's `number | void`: an exit status, or none because all went well.
  '@typescript-eslint/no-invalid-void-type': 'off',
  // Entries of immer's drafts are records by id, and are deleted so.
  '@typescript-eslint/no-dynamic-delete': 'off',
  // `[...text]` is how code points are meant.
  '@typescript-eslint/no-misused-spread': 'off',
  // The compiler takes a variable to be as it was before an `await` or a call, in which others change it.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  // A method taken off its object loses `this`: pass `(x) => it.method(x)`.
  '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
};

/** @type {import('eslint').Linter.RulesRecord} */
const everywhere = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': ['error', 'properties'],
  'no-constant-binary-expression': 'error',
  'no-self-compare': 'error',
  // `for await (const line of lines) return line` takes the first.
  'no-unreachable-loop': ['error', { ignore: ['ForOfStatement'] }],
  'no-promise-executor-return': 'off',
  'no-control-regex': 'off',
};

export default defineConfig(
  {
    ignores: [
      'dist/',
      'coverage/',
      '.cache/',
      'public/',
      'test/conformance/sessions/',
      'lessons/*/files/',
      'simulator/no-dom.canary.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: everywhere },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.config.ts'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: typed,
  },
  {
    files: ['simulator/**/*.ts', 'lessons/engine/**/*.ts'],
    ignores: ['simulator/ambient.d.ts'],
    rules: { ...pureSource, '@typescript-eslint/no-unsafe-type-assertion': 'error' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // Tests read recorded JSON and reach into results that the assertion itself has just checked.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.svelte.ts'],
    extends: [svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: true } },
    // The bridge to the worker keeps plain maps that nothing on the screen reads.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    // Types in components are svelte-check's; typed linting of them costs more than the rest of the tree together.
    files: ['**/*.svelte'],
    extends: [tseslint.configs.strict, svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Every {@html} of this project goes through src/lesson's sanitised HTML.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ignores: ['simulator/programs/node/lib/**'], extends: [tseslint.configs.strict] },
  {
    // The library of the simulated Node.js: CommonJS that runs in the interpreter, never here.
    files: ['simulator/programs/node/lib/**/*.js'],
    rules: { eqeqeq: ['error', 'always', { null: 'ignore' }] },
  },
);
