/** Joins the parts of the shell: what run/interpreter.ts promises, by the modules that do it. */
import { functionText } from './builtins/declare-list.ts';
import { decodePrompt } from './expand/prompt.ts';
import { expandPattern, expandPieces, expandTemplate, expandText, expandWords } from './expand/word.ts';
import { runCommand } from './run/compound.ts';
import type { Interpreter } from './run/interpreter.ts';
import { runList } from './run/list.ts';
import { runPipelineNode } from './run/pipeline.ts';
import { redirect } from './run/redirect.ts';
import { invoke } from './run/dispatch.ts';
import { runSource } from './run/source.ts';
import { answerSubstitution } from './run/substitution.ts';
import { runTraps } from './run/traps.ts';
import { assign } from './state/assign.ts';
import { readParameter } from './state/parameters.ts';

export const interpreter: Interpreter = {
  variable: readParameter,
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
};
