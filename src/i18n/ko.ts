import type { Messages } from './en.ts';

/** 화면에 쓰는 한국어 문장입니다. */
export const ko: Messages = {
  'app.title': 'Drydock',
  'app.tagline': '어디서나 연습하는 도커',
  'app.language': '언어',
  'app.theme': '화면 밝기',
  'app.theme.light': '밝게',
  'app.theme.dark': '어둡게',
  'app.theme.system': '시스템 설정대로',
  'app.loading': '가상 컴퓨터를 켜는 중이에요 …',
  'app.failed': '가상 컴퓨터를 켜지 못했어요: {reason}',
  'app.reload': '다시 시도',
  'pane.lesson': '수업',
  'pane.terminal': '터미널',
  'pane.stage': '그림',
  'terminal.label': '터미널이에요. 여기에 docker 명령을 입력하세요.',
  'terminal.leave': '터미널에서 나가려면 Esc를 누른 다음 Tab을 누르세요.',
};
