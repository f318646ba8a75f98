#!/bin/sh
# python.sh PYTHON FOLDER: make a virtual environment, or say what the machine lacks.
python=$1
folder=$2
if [ -z "$python" ]; then
    echo "YaoAn 需要 Python 3.11 或更高版本，本机没有找到。" >&2
    echo "YaoAn needs Python 3.11 or newer; none was found. Install it, or: make PYTHON=/path/to/python3" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "$python: 不能运行或版本低于 3.11。" >&2
    echo "$python does not run, or is older than 3.11: $("$python" --version 2>&1 | head -1)" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "本机的 Python 缺少 venv 模块。Debian、Ubuntu：apt-get install python3-venv" >&2
    echo "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi
exec "$python" -m venv --clear "$folder"
