"""Who is there, and what they do not show."""
import os
import sys


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None, *, echo_char=None):
    import termios
    stream = stream or sys.stderr
    stream.write(prompt)
    stream.flush()
    fd = sys.stdin.fileno()
    try:
        old = termios.tcgetattr(fd)
    except termios.error:
        return sys.stdin.readline().rstrip('\n')
    quiet = old[:]
    quiet[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(fd, termios.TCSAFLUSH, quiet)
        return sys.stdin.readline().rstrip('\n')
    finally:
        termios.tcsetattr(fd, termios.TCSAFLUSH, old)
        stream.write('\n')
        stream.flush()


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(name):
            return os.environ[name]
    import pwd
    try:
        return pwd.getpwuid(os.getuid())[0]
    except KeyError as error:
        raise OSError('No username set in the environment') from error
