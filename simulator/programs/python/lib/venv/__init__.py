"""Virtual environments."""
import os
import shutil
import sys


def create(env_dir, system_site_packages=False, clear=False, symlinks=True, with_pip=False, prompt=None, upgrade=False):
    env_dir = os.path.abspath(env_dir)
    if clear and os.path.isdir(env_dir):
        shutil.rmtree(env_dir)
    name = f'python{sys.version_info[0]}.{sys.version_info[1]}'
    home = os.path.dirname(os.path.realpath(sys.executable))
    for folder in ('bin', 'include', f'lib/{name}/site-packages'):
        os.makedirs(os.path.join(env_dir, folder), exist_ok=True)
    if not os.path.lexists(os.path.join(env_dir, 'lib64')):
        os.symlink('lib', os.path.join(env_dir, 'lib64'))
    with open(os.path.join(env_dir, 'pyvenv.cfg'), 'w') as file:
        file.write(f"home = {os.path.dirname(sys.executable)}\ninclude-system-site-packages = {str(system_site_packages).lower()}\nversion = {sys.version.split()[0]}\n"
                   f"executable = {os.path.realpath(sys.executable)}\ncommand = {sys.executable} -m venv {env_dir}\n")
    programs = os.path.join(env_dir, 'bin')
    for link, target in (('python', sys.executable), ('python3', 'python'), (name, 'python')):
        path = os.path.join(programs, link)
        if not os.path.lexists(path):
            os.symlink(target, path)
    _activate(env_dir, programs, prompt or os.path.basename(env_dir))
    if with_pip:
        _pip(env_dir, programs, name, home)


def _pip(env_dir, programs, name, home):
    source = next((path for path in (os.path.join(home, each) for each in ('pip', 'pip3', name.replace('python', 'pip'))) if os.path.exists(path)), None)
    if source is None:
        return
    for each in ('pip', 'pip3', name.replace('python', 'pip')):
        shutil.copy(os.path.realpath(source), os.path.join(programs, each))
        os.chmod(os.path.join(programs, each), 0o755)
    site = os.path.join(os.path.dirname(home), 'lib', name, 'site-packages')
    for each in os.listdir(site) if os.path.isdir(site) else ():
        if each.startswith('pip-') or each == 'pip':
            shutil.copytree(os.path.join(site, each), os.path.join(env_dir, 'lib', name, 'site-packages', each), dirs_exist_ok=True)


def _activate(env_dir, programs, prompt):
    with open(os.path.join(programs, 'activate'), 'w') as file:
        file.write(f'''# To be read by a shell: source {programs}/activate
deactivate () {{
    if [ -n "${{_OLD_VIRTUAL_PATH:-}}" ] ; then
        PATH="${{_OLD_VIRTUAL_PATH:-}}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    if [ -n "${{_OLD_VIRTUAL_PS1+x}}" ] ; then
        PS1="${{_OLD_VIRTUAL_PS1:-}}"
        export PS1
        unset _OLD_VIRTUAL_PS1
    fi
    unset VIRTUAL_ENV
    unset VIRTUAL_ENV_PROMPT
    if [ ! "${{1:-}}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}}

deactivate nondestructive
VIRTUAL_ENV={env_dir}
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
VIRTUAL_ENV_PROMPT={prompt}
export VIRTUAL_ENV_PROMPT
if [ -z "${{VIRTUAL_ENV_DISABLE_PROMPT:-}}" ] ; then
    _OLD_VIRTUAL_PS1="${{PS1:-}}"
    PS1="({prompt}) ${{PS1:-}}"
    export PS1
fi
''')


def main(args=None):
    import argparse
    parser = argparse.ArgumentParser(prog='venv', description='Creates virtual Python environments in one or more target directories.')
    parser.add_argument('dirs', metavar='ENV_DIR', nargs='+', help='where to make the environment')
    parser.add_argument('--system-site-packages', default=False, action='store_true', dest='system_site', help='let it use the packages of the system')
    parser.add_argument('--symlinks', default=True, action='store_true', help='use links')
    parser.add_argument('--copies', dest='symlinks', action='store_false', help='use copies')
    parser.add_argument('--clear', default=False, action='store_true', help='empty the directory first')
    parser.add_argument('--upgrade', default=False, action='store_true', help='for a newer Python')
    parser.add_argument('--without-pip', dest='with_pip', default=True, action='store_false', help='leave pip out')
    parser.add_argument('--prompt', help='what the prompt begins with')
    parser.add_argument('--upgrade-deps', default=False, action='store_true', help='newest pip')
    options = parser.parse_args(args)
    for each in options.dirs:
        create(each, options.system_site, options.clear, options.symlinks, options.with_pip, options.prompt)
