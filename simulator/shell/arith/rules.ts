/** What each shell's arithmetic knows. */
export interface ArithmeticRules {
  /** `name[subscript]`. */
  readonly arrays: boolean;
  /** `base#digits`. */
  readonly bases: boolean;
  /** An expression of blanks is 0 (otherwise an error). */
  readonly emptyIsZero: boolean;
  /** A variable may hold an expression (otherwise only a number). */
  readonly recursive: boolean;
  /** Whether `text` is an operator of this shell. */
  operator(text: string): boolean;
}

const NOT_IN_DASH: ReadonlySet<string> = new Set(['**', '++', '--', ',']);

export const BASH_ARITHMETIC: ArithmeticRules = {
  arrays: true,
  bases: true,
  emptyIsZero: true,
  recursive: true,
  operator: () => true,
};
export const ASH_ARITHMETIC: ArithmeticRules = { ...BASH_ARITHMETIC, arrays: false };
export const DASH_ARITHMETIC: ArithmeticRules = {
  arrays: false,
  bases: false,
  emptyIsZero: false,
  recursive: false,
  operator: (text) => !NOT_IN_DASH.has(text),
};
