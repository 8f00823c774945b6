#!/usr/bin/env python3
"""Records what real bash, dash and busybox's ash send to a terminal while keys are pressed.

Reads shell-sessions.json and writes test/simulator/shell/data/terminal.json. Run as root on Debian 12 with bash, dash
and busybox installed. A step of a session is a text to type, {"keys": text, "wait": seconds} or {"size": [rows, columns]};
every step lasts `pause` seconds, so that the replay lets as much time pass. Titles given as arguments: only these are
recorded anew.
"""
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOM = '/srv/shell'
PAUSE = 0.25
TARGET = os.path.join(HERE, '../simulator/shell/data/terminal.json')
COMMANDS = {'bash': ['/bin/bash', 'bash'], 'dash': ['/bin/dash', 'dash'], 'ash': ['/bin/busybox', 'ash']}


def furnish(room):
    """Files that completion finds."""
    shutil.rmtree(ROOM, ignore_errors=True)
    os.makedirs(ROOM)
    for path in room['directories']:
        os.makedirs(os.path.join(ROOM, path))
    for path, text in room['files'].items():
        with open(os.path.join(ROOM, path), 'w') as file:
            file.write(text)
        if text.startswith('#!'):
            os.chmod(os.path.join(ROOM, path), 0o755)


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))


def start(session):
    path, name = COMMANDS[session['shell']]
    pid, terminal = pty.fork()
    if pid == 0:
        time.sleep(0.05)
        os.chdir(ROOM)
        os.execve(path, [name, *session['arguments']], session['environment'])
    resize(terminal, session['rows'], session['columns'])
    return pid, terminal


def drain(terminal, seconds):
    output = b''
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    time.sleep(max(0, end - time.monotonic()))
    return output


def play(session):
    pid, terminal = start(session)
    outputs = [drain(terminal, 0.4)]
    for step in session['steps']:
        pause = PAUSE
        if isinstance(step, dict) and 'size' in step:
            resize(terminal, *step['size'])
        else:
            keys = step if isinstance(step, str) else step['keys']
            pause = PAUSE if isinstance(step, str) else step['wait']
            try:
                os.write(terminal, keys.encode())
            except OSError:
                pass
        outputs.append(drain(terminal, pause))
    done, status = os.waitpid(pid, os.WNOHANG)
    if done == 0:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)
        return outputs, None
    os.close(terminal)
    return outputs, os.waitstatus_to_exitcode(status)


def complete(defaults, session):
    environment = {**defaults['environment'], **session.get('environment', {})}
    present = {name: value for name, value in environment.items() if value is not None}
    return {**defaults, **session, 'environment': present}


def record(session):
    """In process numbers of its own, which begin with those of this recorder (1) and the shell (2)."""
    command = ['unshare', '--pid', '--fork', '--mount-proc', sys.executable, os.path.abspath(__file__), '--play']
    played = subprocess.run(command, input=json.dumps(session), capture_output=True, text=True, check=True)
    return {**session, **json.loads(played.stdout)}


def play_given():
    outputs, status = play(json.load(sys.stdin))
    json.dump({'outputs': [output.decode('utf-8') for output in outputs], 'status': status}, sys.stdout)


def main():
    with open(os.path.join(HERE, 'shell-sessions.json')) as file:
        plan = json.load(file)
    known = {}
    if sys.argv[1:]:
        with open(TARGET) as file:
            known = {one['title']: one for one in json.load(file)['sessions']}
    sessions = []
    for given in plan['sessions']:
        session = complete(plan['defaults'], given)
        if session['title'] in known and session['title'] not in sys.argv[1:]:
            sessions.append(known[session['title']])
            continue
        furnish(plan['room'])
        sessions.append(record(session))
        print(session['title'])
    with open(TARGET, 'w') as file:
        whole = {'recorded': '2025-11', 'pause': PAUSE, 'room': plan['room'], 'sessions': sessions}
        json.dump(whole, file, indent=1)
        file.write('\n')
    shutil.rmtree(ROOM, ignore_errors=True)


if sys.argv[1:] == ['--play']:
    play_given()
else:
    main()
