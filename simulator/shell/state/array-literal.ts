import { AssociativeArray } from './arrays.ts';
import type { IndexedArray } from './arrays.ts';
import { declareQuote, needsQuotes } from '../text/quote.ts';

/** `([0]="a" [1]="b")`; associative arrays have a blank before the closing parenthesis. */
export function arrayLiteral(content: IndexedArray | AssociativeArray, utf8: boolean): string {
  if (content instanceof AssociativeArray) {
    const items = content.entries().map(([key, value]) => `[${keyQuote(key, utf8)}]=${declareQuote(value, utf8)} `);
    return `(${items.join('')})`;
  }
  return `(${content
    .entries()
    .map(([index, value]) => `[${index}]=${declareQuote(value, utf8)}`)
    .join(' ')})`;
}

function keyQuote(key: string, utf8: boolean): string {
  return needsQuotes(key) || key === '' || key === '@' ? declareQuote(key, utf8) : key;
}
