/** `Intl`, of which en-US is simulated. */
const { number, dateText } = require('internal/locale');
class NumberFormat {
  #options;
  constructor(_locale, options = {}) {
    this.#options = options;
    this.format = (value) => number(typeof value === 'string' ? Number(value) : value, this.#options);
  }
  resolvedOptions() {
    return { locale: 'en-US', numberingSystem: 'latn', ...this.#options };
  }
}
class DateTimeFormat {
  #options;
  constructor(_locale, options = {}) {
    this.#options = options;
    this.format = (date = new Date()) => dateText(new Date(date), this.#options, 'date');
  }
  resolvedOptions() {
    return {
      locale: 'en-US',
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: this.#options.timeZone ?? (process.env.TZ || 'UTC'),
    };
  }
}
class Collator {
  compare = (a, b) => String(a).localeCompare(String(b));
}
class PluralRules {
  select(n) {
    return n === 1 ? 'one' : 'other';
  }
}
module.exports = {
  Intl: {
    NumberFormat: callable(NumberFormat),
    DateTimeFormat: callable(DateTimeFormat),
    Collator,
    PluralRules,
    getCanonicalLocales: (it) => [it].flat(),
    supportedValuesOf: () => [],
  },
};
function callable(Class) {
  return new Proxy(Class, { apply: (target, _self, args) => new target(...args) });
}
