/** The syntax tree of a Go template, and each node written back as text, as error messages quote it. */

/** Offset of the node in the template's text, in UTF-16 units. */
interface Placed {
  readonly pos: number;
}

export type Operand =
  | (Placed & { kind: 'dot' })
  | (Placed & { kind: 'nil' })
  | (Placed & { kind: 'bool'; value: boolean })
  /** `value` is undefined where the number is beyond what can be held; `text` is what was written. */
  | (Placed & { kind: 'number'; text: string; value: number; isInt: boolean; isFloat: boolean })
  | (Placed & { kind: 'string'; quoted: string; text: string })
  | (Placed & { kind: 'field'; names: readonly string[] })
  /** `names` begins with the variable itself, `$` included. */
  | (Placed & { kind: 'variable'; names: readonly string[] })
  | (Placed & { kind: 'identifier'; name: string })
  | (Placed & { kind: 'chain'; of: Operand; names: readonly string[] })
  | Pipe;

export type Command = Placed & { kind: 'command'; args: readonly Operand[] };

export type Pipe = Placed & {
  kind: 'pipe';
  /** Variables that the pipeline declares or, with `assign`, sets. */
  declares: readonly string[];
  assign: boolean;
  commands: readonly Command[];
};

export type Node =
  | (Placed & { kind: 'text'; text: string })
  | (Placed & { kind: 'action'; pipe: Pipe })
  | (Placed & { kind: 'if' | 'with' | 'range'; pipe: Pipe; body: List; otherwise: List | undefined })
  | (Placed & { kind: 'template'; name: string; quoted: string; pipe: Pipe | undefined })
  | (Placed & { kind: 'break' })
  | (Placed & { kind: 'continue' });

export type List = Placed & { kind: 'list'; nodes: readonly Node[] };

function operandText(node: Operand): string {
  switch (node.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'variable':
      return node.names.join('.');
    case 'identifier':
      return node.name;
    case 'chain':
      return argumentText(node.of) + node.names.map((name) => `.${name}`).join('');
    case 'pipe':
      return pipeText(node);
  }
}

const argumentText = (node: Operand): string => (node.kind === 'pipe' ? `(${pipeText(node)})` : operandText(node));
const commandText = (node: Command): string => node.args.map(argumentText).join(' ');

function pipeText(node: Pipe): string {
  const declared = node.declares.length > 0 ? `${node.declares.join(', ')} ${node.assign ? '=' : ':='} ` : '';
  return declared + node.commands.map(commandText).join(' | ');
}

const listText = (list: List | undefined): string => list?.nodes.map(nodeText).join('') ?? '';

/** A node as a template would write it. */
export function nodeText(node: Node | List | Command | Operand): string {
  switch (node.kind) {
    case 'list':
      return listText(node);
    case 'text':
      return node.text;
    case 'action':
      return `{{${pipeText(node.pipe)}}}`;
    case 'if':
    case 'with':
    case 'range': {
      const otherwise = node.otherwise ? `{{else}}${listText(node.otherwise)}` : '';
      return `{{${node.kind} ${pipeText(node.pipe)}}}${listText(node.body)}${otherwise}{{end}}`;
    }
    case 'template':
      return `{{template ${node.quoted}${node.pipe ? ` ${pipeText(node.pipe)}` : ''}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'command':
      return commandText(node);
    default:
      return operandText(node);
  }
}
