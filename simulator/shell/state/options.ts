/** `set -o` and `shopt` options. */

/** The options of `set`, with their letters. */
export const SET_OPTIONS = {
  allexport: 'a', braceexpand: 'B', emacs: '', errexit: 'e', errtrace: 'E', functrace: 'T', hashall: 'h', histexpand: 'H', history: '',
  ignoreeof: '', 'interactive-comments': '', keyword: 'k', monitor: 'm', noclobber: 'C', noexec: 'n', noglob: 'f', nolog: '', notify: 'b',
  nounset: 'u', onecmd: 't', physical: 'P', pipefail: '', posix: '', privileged: 'p', verbose: 'v', vi: '', xtrace: 'x',
  // dash alone:
  debug: '', interactive: '', stdin: '',
} as const; // prettier-ignore

export type SetOption = keyof typeof SET_OPTIONS;

export function isSetOption(name: string): name is SetOption {
  return Object.hasOwn(SET_OPTIONS, name);
}

export function setOptionNames(): SetOption[] {
  return Object.keys(SET_OPTIONS).filter(isSetOption);
}

export function optionOfLetter(letter: string): SetOption | undefined {
  return setOptionNames().find((name) => SET_OPTIONS[name] === letter);
}

/** bash 5.2's `shopt` options with their defaults in a non-interactive shell. */
const SHOPT_DEFAULTS = {
  autocd: false, assoc_expand_once: false, cdable_vars: false, cdspell: false, checkhash: false, checkjobs: false, checkwinsize: true,
  cmdhist: true, compat31: false, compat32: false, compat40: false, compat41: false, compat42: false, compat43: false, compat44: false,
  complete_fullquote: true, direxpand: false, dirspell: false, dotglob: false, execfail: false, expand_aliases: false, extdebug: false,
  extglob: false, extquote: true, failglob: false, force_fignore: true, globasciiranges: true, globskipdots: true, globstar: false, gnu_errfmt: false,
  histappend: false, histreedit: false, histverify: false, hostcomplete: true, huponexit: false, inherit_errexit: false,
  interactive_comments: true, lastpipe: false, lithist: false, localvar_inherit: false, localvar_unset: false, login_shell: false,
  mailwarn: false, no_empty_cmd_completion: false, nocaseglob: false, nocasematch: false, noexpand_translation: false, nullglob: false,
  patsub_replacement: true, progcomp: true, progcomp_alias: false, promptvars: true, restricted_shell: false, shift_verbose: false,
  sourcepath: true, varredir_close: false, xpg_echo: false,
} as const; // prettier-ignore

export type Shopt = keyof typeof SHOPT_DEFAULTS;

export function isShopt(name: string): name is Shopt {
  return Object.hasOwn(SHOPT_DEFAULTS, name);
}

export function shoptNames(): Shopt[] {
  return Object.keys(SHOPT_DEFAULTS).filter(isShopt).sort();
}

export class Options {
  private readonly set: Set<SetOption>;
  private readonly shopts: Set<Shopt>;

  constructor(
    set: Iterable<SetOption> = [],
    shopts: Iterable<Shopt> = shoptNames().filter((name) => SHOPT_DEFAULTS[name]),
  ) {
    this.set = new Set(set);
    this.shopts = new Set(shopts);
  }

  clone(): Options {
    return new Options(this.set, this.shopts);
  }

  has(name: SetOption): boolean {
    return this.set.has(name);
  }

  turn(name: SetOption, on: boolean): void {
    if (on) this.set.add(name);
    else this.set.delete(name);
  }

  shopt(name: Shopt): boolean {
    return this.shopts.has(name);
  }

  turnShopt(name: Shopt, on: boolean): void {
    if (on) this.shopts.add(name);
    else this.shopts.delete(name);
  }
}
