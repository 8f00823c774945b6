/** The classes of Python get their methods; once, since all interpreters share them. */
import { installBuiltinIterators } from './builtins/iterators.ts';
import { installBytes } from './types/bytes.ts';
import { installCallables } from './types/callables.ts';
import { installExceptions } from './types/exceptions.ts';
import { installMappings } from './types/mappings.ts';
import { installNumbers } from './types/numbers.ts';
import { installObject } from './types/object.ts';
import { installSequences } from './types/sequences.ts';
import { installStr } from './types/str.ts';
import { typesChanged } from './objects/core.ts';

let installed = false;

export function installTypes(): void {
  if (installed) return;
  installed = true;
  installObject();
  installNumbers();
  installStr();
  installBytes();
  installSequences();
  installMappings();
  installCallables();
  installExceptions();
  installBuiltinIterators();
  typesChanged();
}
