/** Which `${...}` forms a shell knows; the others are bad substitutions. */
import type { ParameterExpansionPart } from 'unbash';
import type { Shell } from '../state/shell.ts';

/** Throws the dialect's complaint about a form that it does not have. */
export function checkForm(shell: Shell, part: ParameterExpansionPart): void {
  if (isKnown(shell, part)) return;
  throw shell.dialect.fail(
    'substitution',
    shell.dialect.sentences.badSubstitution(shell.wordText.includes(part.text) ? shell.wordText : part.text),
  );
}

function isKnown(shell: Shell, part: ParameterExpansionPart): boolean {
  if (!/^([A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(part.parameter)) return false;
  if (part.prefix === '#' && part.operation !== undefined) return false;
  const features = shell.dialect.features;
  if (features.bashExpansions) return true;
  if (part.prefix === '!' || part.index !== undefined) return false;
  switch (part.operation?.type) {
    case undefined:
    case 'Default':
    case 'Remove':
      return true;
    case 'Slice':
    case 'Replace':
      return features.substrings;
    default:
      return false;
  }
}
