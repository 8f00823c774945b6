/** Joins the parts of the shell: what run/interpreter.ts promises, by the modules that do it. */
import { functionText } from './builtins/declare-list.ts';
import { decodePrompt } from './expand/prompt.ts';
import { expandPattern, expandPieces, expandTemplate, expandText, expandWords } from './expand/word.ts';
import { completeWord } from './readline/completion.ts';
import { searchIncrementally } from './readline/incremental-search.ts';
import { expandHistory } from './readline/history-expansion.ts';
import { runCommand } from './run/compound.ts';
import type { Interpreter } from './run/interpreter.ts';
import { runList } from './run/list.ts';
import { runPipelineNode } from './run/pipeline.ts';
import { redirect } from './run/redirect.ts';
import { invoke } from './run/dispatch.ts';
import { runSource } from './run/source.ts';
import { answerSubstitution } from './run/substitution.ts';
import { runTraps } from './run/traps.ts';
import { tellChanges } from './run/tell-changes.ts';
import { runBatch } from './start/batch.ts';
import { joinLines } from './start/history-entry.ts';
import { PlainPrompt } from './start/plain-prompt.ts';
import { runLines } from './start/run-lines.ts';
import { assign } from './state/assign.ts';
import { endsInHereDocument } from './syntax/command-reader.ts';
import { printNode } from './syntax/print.ts';

export const interpreter: Interpreter = {
  assign,
  fields: expandWords,
  text: (shell, word) => expandText(shell, word, 'assignment'),
  pattern: expandPattern,
  pieces: expandPieces,
  template: expandTemplate,
  prompt: decodePrompt,
  substitute: answerSubstitution,
  list: runList,
  pipelineNode: runPipelineNode,
  command: runCommand,
  source: runSource,
  invoke,
  redirect,
  runTraps,
  functionSource: functionText,
  commandSource: printNode,
  batch: runBatch,
  lines: runLines,
  plainLines: (shell) => new PlainPrompt(shell),
  tellChanges,
  completeWord,
  searchIncrementally,
  expandHistory,
  endsInHereDocument,
  joinLines,
};
