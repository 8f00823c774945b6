import type { en } from './en.ts';

export const ko: Record<keyof typeof en, string> = {
  'reference.search': '명령 찾기',
  'reference.found': '{count}개 항목',
  'reference.none': '‘{text}’이(가) 들어 있는 항목이 없어요. 명령이나 하려는 일에 들어 있는 다른 단어로 찾아보세요.',
};
