/**
 * V8's words for what the engine says more tersely: which expression was no function, where a text stops being
 * JavaScript. Both need the source, read by acorn.
 */
import { parse, type Node as Syntax } from 'acorn';

export interface Place {
  message: string;
  line: number;
  column: number;
}

interface Found extends Syntax {
  [field: string]: unknown;
}

/** The offset of a line and column (both from 1). */
function offsetOf(source: string, line: number, column: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const next = source.indexOf('\n', at);
    if (next < 0) return source.length;
    at = next + 1;
  }
  return at + column - 1;
}

/** Trees of the files whose errors were asked about last. */
const trees = new Map<string, Found | undefined>();

function tree(source: string): Found | undefined {
  if (trees.has(source)) return trees.get(source);
  if (trees.size > 20) trees.clear();
  const made = grow(source);
  trees.set(source, made);
  return made;
}

function grow(source: string): Found | undefined {
  for (const sourceType of ['script', 'module'] as const) {
    try {
      const root: unknown = parse(source, {
        ecmaVersion: 'latest',
        sourceType,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowHashBang: true,
        allowImportExportEverywhere: true,
      });
      return isNode(root) ? root : undefined;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function isNode(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function* children(node: Found): Iterable<Found> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) yield each;
  }
}

/** The nodes around a position, outermost first. */
function around(root: Found, at: number): Found[] {
  const path = [root];
  for (let node: Found | undefined = root; node !== undefined;) {
    let inner: Found | undefined;
    for (const child of children(node)) if (child.start <= at && at < child.end) inner = child;
    if (inner !== undefined) path.push(inner);
    node = inner;
  }
  return path;
}

function* within(node: Found): Iterable<Found> {
  yield node;
  for (const child of children(node)) yield* within(child);
}

function childOf(node: Found | undefined, name: string): Found | undefined {
  const value = node?.[name];
  return isNode(value) ? value : undefined;
}

/** The column (from 1) that V8 gives an error that the engine puts at `column`, when they differ. */
export function placeOf(source: string, { message, line, column }: Place): number | undefined {
  const root = tree(source);
  if (root === undefined) return undefined;
  const at = offsetOf(source, line, column);
  const path = around(root, at);
  const found = position(source, message, path, at);
  if (found === undefined) return undefined;
  const start = source.lastIndexOf('\n', found - 1) + 1;
  return source.slice(0, start).split('\n').length === line ? found - start + 1 : undefined;
}

function position(source: string, message: string, path: readonly Found[], at: number): number | undefined {
  const last = (...types: string[]): Found | undefined => path.findLast((node) => types.includes(node.type));
  const key = /^Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '(.*)'\)$/.exec(
    message,
  )?.[1];
  if (key !== undefined) {
    const scope = last('ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'IfStatement', 'ForOfStatement', 'ArrowFunctionExpression') ?? path[0]; // prettier-ignore
    if (scope === undefined) return undefined;
    const named = [...within(scope)].filter((node) => {
      const property = childOf(node, 'property');
      return (
        node.type === 'MemberExpression' &&
        property !== undefined &&
        (property['name'] === key || property['value'] === key) &&
        node.end >= at
      );
    });
    return childOf(named[0], 'property')?.start;
  }
  if (message === 'Assignment to constant variable.') {
    const left = childOf(last('AssignmentExpression'), 'left');
    return left === undefined ? undefined : source.indexOf('=', left.end);
  }
  if (/^Cannot destructure/.test(message)) {
    const pattern = childOf(last('VariableDeclarator'), 'id') ?? childOf(childOf(path.find((node) => node.type === 'VariableDeclaration'), 'declarations'), 'id') ?? path.flatMap((node) => [...within(node)]).find((node) => node.type === 'ObjectPattern' && node.start >= at - 1); // prettier-ignore
    return pattern === undefined ? undefined : [...children(pattern)][0]?.start;
  }
  if (/ is not iterable/.test(message))
    return childOf(last('ForOfStatement'), 'right')?.start ?? childOf(last('SpreadElement'), 'argument')?.start;
  const made = path.at(-1)?.type === 'NewExpression' ? path.at(-1) : last('NewExpression');
  const callee = childOf(made, 'callee');
  return made !== undefined && callee !== undefined && at >= callee.start && at <= callee.end ? made.start : undefined;
}

/** Where the mark above an uncaught error stands: at `throw` when that is where it was made. */
export function thrownAt(source: string, line: number, column: number): { line: number; column: number } {
  const root = tree(source);
  const thrown = root === undefined ? undefined : around(root, offsetOf(source, line, column)).findLast((node) => node.type === 'ThrowStatement' || /Function/.test(node.type)); // prettier-ignore
  if (thrown?.type !== 'ThrowStatement') return { line, column };
  const before = source.slice(0, thrown.start);
  return { line: before.split('\n').length, column: thrown.start - (before.lastIndexOf('\n') + 1) + 1 };
}

/** As V8 prints the callee: the source, with calls inside it shortened. */
function shown(source: string, node: Found): string {
  const field = (name: string): Found | undefined => {
    const value = node[name];
    return isNode(value) ? value : undefined;
  };
  switch (node.type) {
    case 'MemberExpression': {
      const [object, property] = [field('object'), field('property')];
      if (object === undefined || property === undefined) break;
      const before = shown(source, object);
      if (node['computed'] !== true) return `${before}.${source.slice(property.start, property.end)}`;
      return `${before}[${property.type === 'Literal' ? source.slice(property.start, property.end).replace(/^'(.*)'$/, '"$1"') : shown(source, property)}]`;
    }
    case 'CallExpression': {
      const callee = field('callee');
      return callee === undefined ? '(intermediate value)' : `${shown(source, callee)}(...)`;
    }
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'Super':
      return source.slice(node.start, node.end);
    case 'UnaryExpression':
      return `(${source.slice(node.start, node.end)})`;
    case 'ParenthesizedExpression':
      return field('expression') === undefined ? '(intermediate value)' : shown(source, field('expression') ?? node);
    default:
  }
  return '(intermediate value)';
}

/** V8's sentence for one of the engine's, or undefined when the source does not tell. */
export function explain(source: string, { message, line, column }: Place): string | undefined {
  const read = /^cannot (read|set) property '(.*)' of (undefined|null)$/.exec(message);
  const root = tree(source);
  if (root === undefined) return undefined;
  const path = around(root, offsetOf(source, line, column));
  const last = (...types: string[]): Found | undefined => path.findLast((node) => types.includes(node.type));
  const child = (node: Found | undefined, name: string): Found | undefined => {
    const value = node?.[name];
    return isNode(value) ? value : undefined;
  };
  if (read !== null) {
    const pattern = last('ObjectPattern');
    if (pattern !== undefined) return destructuring(source, path, pattern, read[3] ?? '', read[2]);
    return undefined;
  }
  if (message === 'not a function') {
    const tagged = last('CallExpression', 'NewExpression', 'TaggedTemplateExpression');
    const callee = child(tagged, 'callee') ?? child(tagged, 'tag');
    if (callee === undefined) return undefined;
    return `${shown(source, callee)} is not a ${tagged?.type === 'NewExpression' ? 'constructor' : 'function'}`;
  }
  if (message === 'not a constructor') {
    const callee = child(last('NewExpression'), 'callee');
    return callee === undefined ? undefined : `${shown(source, callee)} is not a constructor`;
  }
  if (message === 'class') {
    const name = child(last('ClassDeclaration', 'ClassExpression'), 'id');
    return `Class constructor ${name === undefined ? '' : source.slice(name.start, name.end)} cannot be invoked without 'new'`;
  }
  if (message === 'value is not iterable' || /^cannot read property 'Symbol.iterator'/.test(message)) {
    const scope = path.findLast((node) => /Statement|Declaration|Function/.test(node.type));
    const spread = scope === undefined ? undefined : [...within(scope)].find((node) => node.type === 'SpreadElement');
    const loop =
      last('ForOfStatement', 'SpreadElement') ?? spread ?? last('VariableDeclarator', 'AssignmentExpression');
    const value = child(loop, 'right') ?? child(loop, 'argument') ?? child(loop, 'init');
    return value === undefined ? undefined : `${shown(source, value)} is not iterable`;
  }
  if (message === 'Cannot convert undefined or null to object') {
    const at = offsetOf(source, line, column);
    const pattern = last('ObjectPattern') ?? [...within(path.findLast((node) => /Statement|Declaration|Function/.test(node.type)) ?? root)].find((node) => node.type === 'ObjectPattern' && node.end > at); // prettier-ignore
    if (pattern === undefined) return undefined;
    const holder = [...within(root)].find((node) => node['id'] === pattern || node['left'] === pattern);
    return destructuring(source, holder === undefined ? path : [...path, holder], pattern, 'undefined');
  }
  if (/ is read-only$/.test(message)) return 'Assignment to constant variable.';
  return undefined;
}

function destructuring(source: string, path: readonly Found[], pattern: Found, value: string, name?: string): string {
  const properties = pattern['properties'];
  const first: unknown = Array.isArray(properties) ? properties[0] : undefined;
  const key = isNode(first) ? first['key'] : undefined;
  const property = name ?? (isNode(key) ? source.slice(key.start, key.end) : '');
  const holder = path.findLast((node) => node.type === 'VariableDeclarator' || node.type === 'AssignmentExpression');
  const right = holder?.['init'] ?? holder?.['right'];
  const from = isNode(right) ? shown(source, right) : value;
  return `Cannot destructure property '${property}' of '${from}' as it is ${value}.`;
}

/** What V8 says of a text that is no JavaScript, and where. */
export interface Complaint {
  message: string;
  line: number;
  /** From 0. */
  column: number;
  /** How many characters it marks. */
  length: number;
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/^Identifier '(.*)' has already been declared/, "Identifier '$1' has already been declared"],
  [/^'return' outside of function/, 'Illegal return statement'],
  [/^Unterminated (string constant|regular expression)/, 'Invalid or unexpected token'],
  [/^Unterminated template/, 'Unterminated template literal'],
  [
    /^Cannot use keyword 'await' outside an async function/,
    'await is only valid in async functions and the top level bodies of modules',
  ],
  [
    /^(?:'import' and 'export' may appear only with 'sourceType: module')/,
    'Cannot use import statement outside a module',
  ],
  [/^Cannot use 'import\.meta' outside a module/, "Cannot use 'import.meta' outside a module"],
  [/^Complex binding patterns require an initialization value/, 'Missing initializer in destructuring declaration'],
  [/^Assigning to rvalue/, 'Invalid left-hand side in assignment'],
  [/^Unsyntactic break/, 'Illegal break statement'],
  [/^Unsyntactic continue/, 'Illegal continue statement: no surrounding iteration statement'],
  [/^Invalid regular expression: (.*)$/, 'Invalid regular expression: $1'],
];

/** Undefined when acorn finds nothing wrong. */
export function complaint(source: string, module: boolean): Complaint | undefined {
  try {
    parse(source, {
      ecmaVersion: 'latest',
      sourceType: module ? 'module' : 'script',
      allowReturnOutsideFunction: !module,
      allowHashBang: true,
      allowAwaitOutsideFunction: module,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at: unknown = Reflect.get(error, 'pos');
    const position = typeof at === 'number' ? at : 0;
    return wording(source, error.message.replace(/ \(\d+:\d+\)$/, ''), position);
  }
}

function wording(source: string, said: string, position: number): Complaint {
  let at = position;
  let message = RULES.map(([pattern, text]) => (pattern.test(said) ? said.replace(pattern, text).replace(/^(Invalid or unexpected token|Illegal return statement).*$/, '$1') : undefined)).find((it) => it !== undefined); // prettier-ignore
  const token = tokenAt(source, at);
  if (message === 'Cannot use import statement outside a module' && token !== 'import')
    message = `Unexpected token '${token}'`;
  if (message === undefined && /^(Unexpected token|Unexpected keyword|The keyword|Unexpected character)/.test(said)) {
    if (token === '') message = 'Unexpected end of input';
    else if (missingParenthesis(source, at)) message = 'missing ) after argument list';
    else if (/^['"`]/.test(token)) message = token.startsWith('`') ? 'Unexpected template string' : 'Unexpected string';
    else if (/^\d/.test(token)) message = 'Unexpected number';
    else if (said.startsWith('Unexpected character')) message = 'Invalid or unexpected token';
    else if (token === 'await') message = 'await is only valid in async functions and the top level bodies of modules';
    else if (/^[\p{L}$_]/u.test(token) && !KEYWORDS.has(token)) message = `Unexpected identifier '${token}'`;
    else message = `Unexpected token '${token}'`;
  }
  if (message === undefined && /initializ|const declaration/i.test(said))
    message = 'Missing initializer in const declaration';
  if (token === '') at = source.length;
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1);
  return { message: message ?? said, line, column, length: Math.max(1, token.length) };
}

const KEYWORDS = new Set(['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'null', 'return', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with']); // prettier-ignore

function tokenAt(source: string, at: number): string {
  const rest = source.slice(at);
  if (rest.trim() === '') return '';
  return /^(?:[\p{L}\p{N}$_]+|"[^"\n]*"?|'[^'\n]*'?|`|=>|\.\.\.|[=!]==?|&&|\|\||\?\?|[<>]=?|.)/u.exec(rest)?.[0] ?? '';
}

/** Whether the nearest bracket that is open is that of a call. */
function missingParenthesis(source: string, at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const ch = source.charAt(i);
    if (ch === ')' || ch === ']' || ch === '}') depth += 1;
    else if (ch === '(' || ch === '[' || ch === '{') {
      if (depth > 0) depth -= 1;
      else
        return (
          ch === '(' &&
          /[\w$)\]]\s*$/.test(source.slice(0, i)) &&
          !/\b(if|for|while|switch|catch|function(\s+[\w$]+)?)\s*$/.test(source.slice(0, i))
        );
    }
  }
  return false;
}

/** `file:line`, the line itself and the mark beneath, as Node shows above an error. */
export function arrowText(file: string, source: string, line: number, column: number, length = 1): string {
  const text = source.split('\n')[line - 1] ?? '';
  const mark = text.trim() === '' ? '' : `${text.slice(0, column).replace(/[^\t]/g, ' ')}${'^'.repeat(length)}`;
  return `${file}:${line}\n${text}\n${mark}\n`;
}
