"""Other programs."""
import io
import os
import posix
import signal
import sys
import threading
import time

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    stdout = property(lambda self: self.output, lambda self, value: setattr(self, 'output', value))

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    stdout = property(lambda self: self.output)

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        words = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        words += [f'{name}={value!r}' for name, value in (('stdout', self.stdout), ('stderr', self.stderr)) if value is not None]
        return f"{type(self).__name__}({', '.join(words)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def list2cmdline(seq):
    import shlex
    return ' '.join(map(shlex.quote, seq))


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None,
                 universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.args, self.returncode, self.pid = args, None, None
        self.stdin = self.stdout = self.stderr = None
        words = [os.fspath(args)] if isinstance(args, (str, bytes, os.PathLike)) else [os.fspath(each) for each in args]
        if shell:
            words = ['/bin/sh', '-c', *words]
        self._text = bool(text or universal_newlines or encoding or errors)
        ours, theirs, close_after = [None, None, None], [0, 1, 2], []
        for at, wanted in enumerate((stdin, stdout, stderr)):
            if wanted is None:
                continue
            if wanted == PIPE:
                read, write = os.pipe()
                theirs[at], ours[at] = (read, write) if at == 0 else (write, read)
                close_after.append(theirs[at])
            elif wanted == DEVNULL:
                theirs[at] = os.open(os.devnull, os.O_RDWR)
                close_after.append(theirs[at])
            elif wanted == STDOUT and at == 2:
                theirs[2] = theirs[1]
            else:
                theirs[at] = wanted if isinstance(wanted, int) else wanted.fileno()
        sys.stdout.flush()
        environment = dict(os.environ) if env is None else {os.fsdecode(name): os.fsdecode(value) for name, value in env.items()}
        try:
            self._start(os.fspath(executable or words[0]), words, environment, theirs, cwd, start_new_session)
        except OSError:
            for fd in [*close_after, *(each for each in ours if each is not None)]:
                os.close(fd)
            raise
        for fd in close_after:
            os.close(fd)
        streams = []
        for at, fd in enumerate(ours):
            if fd is None:
                streams.append(None)
                continue
            stream = io.open(fd, 'wb' if at == 0 else 'rb', bufsize)
            if self._text:
                stream = io.TextIOWrapper(stream, encoding=encoding, errors=errors, write_through=at == 0)
            streams.append(stream)
        self.stdin, self.stdout, self.stderr = streams

    def _start(self, file, words, environment, fds, cwd, new_session):
        if cwd is not None and not os.path.isdir(cwd):
            os.stat(cwd)
            raise NotADirectoryError(20, 'Not a directory', os.fspath(cwd))
        candidates = [file] if '/' in file else [os.path.join(folder, file) for folder in os.get_exec_path(environment)]
        actions = [(os.POSIX_SPAWN_DUP2, fd, at) for at, fd in enumerate(fds) if fd != at]
        here = os.getcwd() if cwd is not None else None
        failure = FileNotFoundError(2, 'No such file or directory', file)
        try:
            if cwd is not None:
                os.chdir(cwd)
            for path in candidates:
                try:
                    self.pid = posix.posix_spawn(path, words, environment, file_actions=actions, setsid=new_session)
                    return
                except (FileNotFoundError, NotADirectoryError):
                    continue
                except OSError as error:
                    failure = OSError(error.errno, error.strerror, file)
        finally:
            if here is not None:
                os.chdir(here)
        raise failure

    def __enter__(self):
        return self

    def __exit__(self, *details):
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream:
                stream.close()
        self.wait()

    def _ended(self, status):
        self.returncode = os.waitstatus_to_exitcode(status)

    def poll(self):
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                self.returncode = 0
                return 0
            if pid == self.pid:
                self._ended(status)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            try:
                self._ended(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                self.returncode = 0
            return self.returncode
        end, pause = time.monotonic() + timeout, 0.0005
        while self.poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        found, readers = {}, []

        def read(name, stream):
            found[name] = stream.read()
            stream.close()
        streams = [(name, stream) for name, stream in (('stdout', self.stdout), ('stderr', self.stderr)) if stream]
        if timeout is None and (len(streams) <= 1) and input is None:
            if self.stdin:
                self.stdin.close()
            for name, stream in streams:
                read(name, stream)
        else:
            for name, stream in streams:
                thread = threading.Thread(target=read, args=(name, stream), daemon=True)
                thread.start()
                readers.append(thread)
            if self.stdin:
                try:
                    if input:
                        self.stdin.write(input)
                    self.stdin.close()
                except BrokenPipeError:
                    pass
            end = None if timeout is None else time.monotonic() + timeout
            for thread in readers:
                thread.join(None if end is None else max(0, end - time.monotonic()))
                if thread.is_alive():
                    raise TimeoutExpired(self.args, timeout)
        self.wait(timeout)
        return (found.get('stdout') if self.stdout else None), (found.get('stderr') if self.stderr else None)

    def send_signal(self, sig):
        if self.poll() is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def __repr__(self):
        return f'<Popen: returncode: {self.returncode} args: {self.args!r}>'


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **options):
    if input is not None:
        if options.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        options['stdin'] = PIPE
    if capture_output:
        if options.get('stdout') is not None or options.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        options['stdout'] = options['stderr'] = PIPE
    with Popen(*popenargs, **options) as process:
        try:
            out, err = process.communicate(input, timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except BaseException:
            process.kill()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, out, err)
    return CompletedProcess(process.args, status, out, err)


def call(*popenargs, timeout=None, **options):
    with Popen(*popenargs, **options) as process:
        try:
            return process.wait(timeout)
        except BaseException:
            process.kill()
            raise


def check_call(*popenargs, **options):
    status = call(*popenargs, **options)
    if status:
        raise CalledProcessError(status, options.get('args', popenargs[0] if popenargs else None))
    return 0


def check_output(*popenargs, timeout=None, **options):
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **options).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout.removesuffix('\n')


def getoutput(cmd, **options):
    return getstatusoutput(cmd)[1]
