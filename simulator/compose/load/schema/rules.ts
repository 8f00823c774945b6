/** The vocabulary in which simulator/compose/load/schema/compose-spec.ts says what may stand where. */

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

export interface Rule {
  readonly types?: readonly TypeName[];
  readonly oneOf?: readonly Rule[];
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly patterns?: readonly (readonly [RegExp, Rule])[];
  /** Whether keys that neither `properties` nor `patterns` know are refused. */
  readonly closed?: boolean;
  readonly required?: readonly string[];
  readonly items?: Rule;
  readonly unique?: boolean;
  readonly values?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

interface ObjectOptions {
  /** Types other than a mapping. */
  readonly or?: readonly TypeName[];
  readonly required?: readonly string[];
  readonly patterns?: readonly (readonly [string, Rule])[];
  readonly open?: boolean;
  readonly extensions?: boolean;
}

export const any: Rule = {};
export const scalar = (...types: readonly TypeName[]): Rule => ({ types });
export const limited = (type: TypeName, limits: Omit<Rule, 'types'>): Rule => ({ types: [type], ...limits });
export const string = scalar('string');
export const numberOrString = scalar('number', 'string');
export const integerOrString = scalar('integer', 'string');
export const booleanOrString = scalar('boolean', 'string');
export const oneOf = (...rules: readonly Rule[]): Rule => ({ oneOf: rules });

export const list = (items: Rule, { unique = false }: { unique?: boolean } = {}): Rule => ({
  types: ['array'],
  items,
  unique,
});

export function object(properties: Readonly<Record<string, Rule>>, options: ObjectOptions = {}): Rule {
  const { or = [], required = [], patterns = [], open = false, extensions = true } = options;
  const known = patterns.map(([pattern, rule]) => [new RegExp(pattern), rule] as const);
  return {
    types: ['object', ...or],
    properties,
    required,
    patterns: extensions && !open ? [...known, [/^x-/, any]] : known,
    closed: !open,
  };
}
