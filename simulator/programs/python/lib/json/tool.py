"""python -m json.tool: checks JSON and prints it tidily."""
import argparse
import json
import sys


def main():
    parser = argparse.ArgumentParser(prog='python -m json.tool')
    parser.add_argument('infile', nargs='?', default='-')
    parser.add_argument('outfile', nargs='?')
    parser.add_argument('--sort-keys', action='store_true', default=False)
    parser.add_argument('--no-ensure-ascii', dest='ensure_ascii', action='store_false')
    parser.add_argument('--json-lines', action='store_true', default=False)
    group = parser.add_mutually_exclusive_group()
    group.add_argument('--indent', default=4, type=int)
    group.add_argument('--tab', action='store_const', dest='indent', const='\t')
    group.add_argument('--no-indent', action='store_const', dest='indent', const=None)
    group.add_argument('--compact', action='store_true')
    options = parser.parse_args()
    words = {'sort_keys': options.sort_keys, 'indent': options.indent, 'ensure_ascii': options.ensure_ascii}
    if options.compact:
        words['indent'] = None
        words['separators'] = ',', ':'
    try:
        text = sys.stdin.read() if options.infile == '-' else open(options.infile, encoding='utf-8').read()
        documents = [json.loads(line) for line in text.splitlines()] if options.json_lines else [json.loads(text)]
        out = sys.stdout if options.outfile is None else open(options.outfile, 'w', encoding='utf-8')
        for each in documents:
            out.write(json.dumps(each, **words) + '\n')
        out.flush()
    except ValueError as error:
        raise SystemExit(error)


if __name__ == '__main__':
    main()
