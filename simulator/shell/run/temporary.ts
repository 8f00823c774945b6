/** Assignments before a command, which last as long as it runs. */
import type { Assignment } from 'unbash';
import { settle } from '../expand/expanding.ts';
import type { Shell } from '../state/shell.ts';
import { applyAssignment, expandAssignment } from './assignments.ts';
import type { ExpandedAssignment } from './assignments.ts';
import { traceAssignments } from './trace.ts';

/** Expands and applies assignments one after the other; bash traces each. */
export async function assignInOrder(
  shell: Shell,
  nodes: readonly Assignment[],
  apply: (assignment: ExpandedAssignment) => void,
): Promise<ExpandedAssignment[]> {
  const done: ExpandedAssignment[] = [];
  for (const node of nodes) {
    const expanding = settle(expandAssignment(shell, node), (request) => shell.interpreter.substitute(shell, request));
    const assignment = expanding instanceof Promise ? await expanding : expanding;
    if (shell.options.has('xtrace') && shell.dialect.name === 'bash') await traceAssignments(shell, [assignment], []);
    apply(assignment);
    done.push(assignment);
  }
  return done;
}

/** Runs `body` with the assignments in a scope of their own, exported. */
export async function withAssignments(
  shell: Shell,
  nodes: readonly Assignment[],
  body: (assigned: readonly ExpandedAssignment[]) => Promise<number>,
): Promise<number> {
  if (nodes.length === 0) return body([]);
  const scope = shell.variables.push('command');
  try {
    const done = await assignInOrder(shell, nodes, (assignment) => assignTemporarily(shell, assignment));
    return await body(done);
  } finally {
    shell.variables.popUntil(scope);
  }
}

function assignTemporarily(shell: Shell, assignment: ExpandedAssignment): void {
  const { name } = assignment;
  const outer = shell.variables.find(name);
  if (outer?.readonly === true) throw shell.dialect.fail('readonly', shell.dialect.sentences.readonly(name));
  const variable = shell.variables.declare(shell.variables.innermost(), name);
  variable.integer = outer?.integer === true;
  variable.case = outer?.case;
  if (assignment.append && outer !== undefined)
    variable.content = typeof outer.content === 'object' ? outer.content.clone() : outer.content;
  variable.exported = true;
  applyAssignment(shell, assignment);
}
