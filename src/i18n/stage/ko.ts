import type { StageKey } from './en.ts';

/** 그림과 다른 보기에 쓰는 한국어 문장입니다. */
export const ko: Readonly<Record<StageKey, string>> = {
  'stage.views': '컴퓨터 들여다보기',
  'view.layers': '레이어',
  'view.networks': '컨테이너',
  'view.build': '빌드',
  'view.calls': '대화',
  'view.events': '이벤트',
  'view.browser': '브라우저',
  'view.files': '파일',
  'stage.loading': '불러오는 중이에요 …',
  'diagram.empty': '아직 도크가 비어 있어요. 도착한 이미지가 없어요.',
};
