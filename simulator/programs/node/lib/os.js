/** The module `os`. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31 }; // prettier-ignore
const machine = () => sys('machine');
module.exports = {
  EOL: '\n',
  devNull: '/dev/null',
  constants: {
    signals,
    errno: require('internal/errno').numbers,
    priority: {
      PRIORITY_LOW: 19,
      PRIORITY_BELOW_NORMAL: 10,
      PRIORITY_NORMAL: 0,
      PRIORITY_ABOVE_NORMAL: -7,
      PRIORITY_HIGH: -14,
      PRIORITY_HIGHEST: -20,
    },
  },
  arch: () => process.arch,
  platform: () => 'linux',
  type: () => 'Linux',
  endianness: () => 'LE',
  hostname: () => sys('hostname'),
  homedir: () => process.env.HOME ?? sys('user').home,
  tmpdir: () => (process.env.TMPDIR ?? process.env.TMP ?? process.env.TEMP ?? '/tmp').replace(/(?<=.)\/$/, ''),
  release: () => machine().release,
  version: () => machine().version,
  machine: () => machine().machine,
  uptime: () => machine().uptime,
  totalmem: () => machine().total,
  freemem: () => machine().free,
  availableParallelism: () => machine().cpus,
  loadavg: () => machine().load,
  cpus: () =>
    Array.from({ length: machine().cpus }, () => ({
      model: machine().model,
      speed: 2400,
      times: { user: 100000, nice: 0, sys: 20000, idle: 1000000, irq: 0 },
    })),
  networkInterfaces: () => sys('interfaces'),
  userInfo: () => {
    const { uid, gid, name, home, shell } = sys('user');
    if (name === undefined) {
      const error = new Error('A system error occurred: uv_os_get_passwd returned ENOENT (no such file or directory)');
      throw Object.assign(error, { code: 'ERR_SYSTEM_ERROR' });
    }
    return { uid, gid, username: name, homedir: home, shell };
  },
  getPriority: () => 0,
  setPriority: () => undefined,
};
