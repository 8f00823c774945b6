/** `str.format`: replacement fields by position and name, with attributes, items, conversions and nested specifications. */
import type { Keywords, Value, Work } from './core.ts';
import { IndexError, KeyError, raise, valueError } from './exceptions.ts';
import type { Vm } from '../vm/vm.ts';

interface Arguments {
  positional: readonly Value[];
  named: (name: string) => Work<Value | undefined>;
  next: number | undefined;
}

export function* strFormat(
  vm: Vm,
  template: string,
  args: readonly Value[],
  keywords: Keywords | undefined,
): Work<string> {
  const named = function* (name: string): Work<Value | undefined> {
    return keywords?.get(name);
  };
  return yield* expand(vm, template, { positional: args, named, next: 0 }, 2);
}

export function* strFormatMap(vm: Vm, template: string, mapping: Value): Work<string> {
  const named = function* (name: string): Work<Value | undefined> {
    return yield* vm.getItem(mapping, name);
  };
  return yield* expand(vm, template, { positional: [], named, next: 0 }, 2);
}

function* expand(vm: Vm, template: string, args: Arguments, depth: number): Work<string> {
  if (depth < 0) throw valueError('Max string recursion exceeded');
  let out = '';
  let at = 0;
  while (at < template.length) {
    const c = template.charAt(at);
    if (c !== '{' && c !== '}') {
      const next = template.slice(at).search(/[{}]/);
      const end = next < 0 ? template.length : at + next;
      out += template.slice(at, end);
      at = end;
    } else if (template.charAt(at + 1) === c) {
      out += c;
      at += 2;
    } else if (c === '}') throw valueError("Single '}' encountered in format string");
    else {
      const end = fieldEnd(template, at + 1);
      out += yield* field(vm, template.slice(at + 1, end), args, depth);
      at = end + 1;
    }
  }
  return out;
}

function fieldEnd(template: string, from: number): number {
  let depth = 1;
  let inIndex = false;
  for (let at = from; at < template.length; at++) {
    const c = template.charAt(at);
    if (c === '[') inIndex = true;
    else if (c === ']') inIndex = false;
    else if (c === '{' && !inIndex) depth++;
    else if (c === '}' && !inIndex && --depth === 0) return at;
  }
  throw valueError(
    from >= template.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
  );
}

function* field(vm: Vm, text: string, args: Arguments, depth: number): Work<string> {
  const [, name = '', conversion, colon] = /^((?:[^!:[]|\[[^\]]*\])*)(?:!([^:]*))?(:[^]*)?$/.exec(text) ?? [];
  let value = yield* lookUp(vm, name, args);
  if (conversion === 'r') value = yield* vm.repr(value);
  else if (conversion === 's') value = yield* vm.str(value);
  else if (conversion === 'a') value = yield* vm.ascii(value);
  else if (conversion === '') throw valueError('end of string while looking for conversion specifier');
  else if (conversion !== undefined) {
    throw conversion.length > 1 ? valueError("expected ':' after conversion specifier") : valueError(`Unknown conversion specifier ${conversion}`); // prettier-ignore
  }
  const spec = colon === undefined ? '' : colon.slice(1);
  return yield* vm.format(value, spec.includes('{') ? yield* expand(vm, spec, args, depth - 1) : spec);
}

function* lookUp(vm: Vm, name: string, args: Arguments): Work {
  const [, first = '', rest = ''] = /^([^.[]*)([^]*)$/.exec(name) ?? [];
  let value: Value | undefined;
  if (first === '') {
    if (args.next === undefined)
      throw valueError('cannot switch from manual field specification to automatic field numbering');
    value = positional(args, args.next++);
  } else if (/^\d+$/.test(first)) {
    if (args.next !== undefined && args.next > 0) throw valueError('cannot switch from automatic field numbering to manual field specification'); // prettier-ignore
    args.next = undefined;
    value = positional(args, Number(first));
  } else {
    value = yield* args.named(first);
    if (value === undefined) throw raise(KeyError, first);
  }
  for (const [, attribute, index] of rest.matchAll(/\.([^.[]*)|\[([^\]]*)\]/g)) {
    if (attribute !== undefined) {
      if (attribute === '') throw valueError('Empty attribute in format string');
      value = yield* vm.getAttr(value, attribute);
    } else value = yield* vm.getItem(value, index !== undefined && /^\d+$/.test(index) ? Number(index) : (index ?? ''));
  }
  return value;
}

function positional(args: Arguments, index: number): Value {
  const value = args.positional[index];
  if (value === undefined) throw raise(IndexError, `Replacement index ${index} out of range for positional args tuple`);
  return value;
}
