/** docker images --tree. Without a containerd image store no image has more than one platform, so the tree is flat. */
import type { ImageSummary } from '../../../api/images.ts';
import { NAME, FAINT, TITLE, WARNING, infoHeader, visibleWidth } from '../../format/ansi.ts';
import { truncateId } from '../../format/text.ts';
import { humanSize } from '../../go/units.ts';
import { isDangling } from './rows.ts';

const SPACING = '   ';
const NOTICE = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";
/** The mark of an image that a container uses. */
const chip = (isTerminal: boolean): string => (isTerminal ? '\x1b[38;5;0m\x1b[48;5;14m U \x1b[0m' : 'U');

const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - visibleWidth(text)));
const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - visibleWidth(text))) + text;

interface Screen {
  readonly width: number;
  readonly isTerminal: boolean;
}

function legend({ width, isTerminal }: Screen): string {
  const text = `${infoHeader(isTerminal)} ${chip(isTerminal)} In Use `;
  return padStart(text, Math.max(20, width));
}

/** The table. Names of one image stand above each other, the longest first. */
export function imageTree(all: readonly ImageSummary[], includeDangling: boolean, screen: Screen): string {
  const images = all.filter((image) => includeDangling || !isDangling(image)).sort((a, b) => b.Created - a.Created);
  const widest = Math.max('Image'.length, ...images.flatMap((image) => image.RepoTags.map((name) => name.length)));
  const fixed = 3 * 4 + 12 + 10 + 12 + 5;
  const width = Math.min(widest, Math.max(12, Math.max(20, screen.width) - fixed));
  const header = [
    padEnd(TITLE('IMAGE'), width),
    padEnd(TITLE('ID'), 12),
    padStart(TITLE('DISK USAGE'), 10),
    padStart(TITLE('CONTENT SIZE'), 12),
    padEnd(TITLE('EXTRA'), 5),
  ];
  const notice = screen.isTerminal ? WARNING(NOTICE) : NOTICE;
  const lines = images.map((image) => imageLines(image, width, screen.isTerminal, images.some(isUsed)));
  return `${notice}\n${legend(screen)}\n\n${header.join(SPACING)}\n${lines.join('')}`;
}

const isUsed = ({ Containers }: ImageSummary): boolean => Containers > 0;

function imageLines(image: ImageSummary, width: number, isTerminal: boolean, marks: boolean): string {
  const names = [...image.RepoTags].sort((a, b) => b.length - a.length);
  const colour = isTerminal ? NAME : (text: string): string => text;
  const last = names.pop();
  const above = names.map((name) => `${colour(name)}\n`).join('');
  const name = last === undefined ? (isTerminal ? FAINT('<untagged>') : '<untagged>') : colour(last);
  const mark = marks ? (isUsed(image) ? chip(isTerminal) : isTerminal ? SPACING : ' ') : '';
  const cells = [
    padEnd(name, width),
    padEnd(truncateId(image.Id), 12),
    padStart(humanSize(image.Size, 3), 10),
    padStart('0B', 12),
    padEnd(mark, 5),
  ];
  return `${above}${cells.join(SPACING)}\n`;
}
