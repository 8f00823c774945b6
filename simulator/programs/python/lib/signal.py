"""Signals."""
import _signal
from enum import IntEnum as _IntEnum

Signals = _IntEnum('Signals', {name: getattr(_signal, name) for name in dir(_signal) if name.startswith('SIG') and not name.startswith('SIG_')})
Handlers = _IntEnum('Handlers', {'SIG_DFL': 0, 'SIG_IGN': 1})
for _each in (*Signals, *Handlers):
    globals()[_each.name] = _each
SIGCLD = SIGCHLD
SIGPOLL = SIGIO
NSIG = 65
ITIMER_REAL = 0
default_int_handler = _signal.default_int_handler
alarm, pause, setitimer, siginterrupt, set_wakeup_fd = _signal.alarm, _signal.pause, _signal.setitimer, _signal.siginterrupt, _signal.set_wakeup_fd
raise_signal = _signal.raise_signal


def _shown(value):
    return Handlers(value) if isinstance(value, int) and value in (0, 1) else value


def signal(signalnum, handler, /):
    return _shown(_signal.signal(int(signalnum), int(handler) if isinstance(handler, Handlers) else handler))


def getsignal(signalnum, /):
    return _shown(_signal.getsignal(int(signalnum)))


def valid_signals():
    return set(Signals)


def strsignal(signalnum, /):
    return {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 6: 'Aborted', 9: 'Killed', 13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated'}.get(int(signalnum))
