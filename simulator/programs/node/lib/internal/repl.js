/** The prompt of `node` at a terminal. Lines are edited by the terminal itself. */
const { inspect } = require('internal/inspect');
const { print, writeAll } = require('internal/process');

function start() {
  require('internal/modules').runMain('repl', '');
  const terminal = process.stdin.isTTY;
  let held = '';
  let interrupted = false;
  let last;
  const prompt = () => terminal && print(held === '' ? '> ' : '... ');
  const { version } = process;
  if (terminal) print(`Welcome to Node.js ${version}.\nType ".help" for more information.\n`);
  Object.defineProperty(globalThis, '_', {
    configurable: true,
    get: () => last,
    set: (value) => Object.defineProperty(globalThis, '_', { value, writable: true }),
  });
  const show = (value) => {
    last = value;
    print(`${inspect(value, { colors: terminal, breakLength: process.stdout.columns ?? 80 })}\n`);
  };
  const complain = (error) => {
    if (error instanceof Error) {
      const own = error.stack
        .split('\n')
        .filter((line) => !/node:internal/.test(line))
        .join('\n');
      const syntax = error[Symbol.for('drydock.arrow')];
      print(
        syntax
          ? `Uncaught SyntaxError: ${error.message}\n`
          : `Uncaught:\n${own}\n`.replace(/^Uncaught:\n(?=[A-Z]\w*Error: [^\n]*\n$)/, 'Uncaught '),
      );
    } else print(`Uncaught ${inspect(error)}\n`);
  };
  const evaluate = async (text) => {
    const answer = sys('replCompile', text);
    if (answer.incomplete) return false;
    held = '';
    if (answer.error) {
      print(`Uncaught SyntaxError: ${answer.error}\n`);
      return true;
    }
    let value;
    try {
      value = (0, eval)(answer.source);
      if (answer.awaits) value = await value;
    } catch (error) {
      complain(error);
      return true;
    }
    show(value);
    return true;
  };
  const commands = {
    exit: () => process.exit(),
    break: () => {
      held = '';
    },
    clear: () => {
      held = '';
    },
    help: () =>
      print(
        `.break    Sometimes you get stuck, this gets you out\n.clear    Alias for .break\n.editor   Enter editor mode\n.exit     Exit the REPL\n.help     Print this help message\n.load     Load JS from a file into the REPL session\n.save     Save all evaluated commands in this REPL session to a file\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n`,
      ),
  };
  const queue = [];
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    while (queue.length > 0) {
      const line = queue.shift();
      const command = held === '' ? /^\s*\.(\w+)\s*$/.exec(line) : /^\s*\.(break|clear)\s*$/.exec(line);
      interrupted = false;
      if (command !== null) {
        const run = commands[command[1]];
        if (run) run();
        else print('Invalid REPL keyword\n');
      } else if (held === '' && line.trim() === '') {
        // Nothing was entered.
      } else {
        held = held === '' ? line : `${held}\n${line}`;
        await evaluate(held);
      }
      prompt();
    }
    busy = false;
  };
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    queue.push(...lines);
    void work();
  });
  process.stdin.on('end', () => {
    if (rest !== '') queue.push(rest);
    void work().then(() => {
      if (terminal) print('\n');
      process.exit();
    });
  });
  if (terminal) {
    process.on('SIGINT', () => {
      print('\n');
      if (held === '' && !interrupted) {
        interrupted = true;
        print('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      } else if (held === '') process.exit();
      held = '';
      prompt();
    });
  }
  process.on('uncaughtException', (error) => {
    complain(error);
    prompt();
  });
  prompt();
  void writeAll;
}
module.exports = { start };
