import type { HomeKey } from './en.ts';

/** 첫 화면에 쓰는 한국어 문장입니다. */
export const ko: Record<HomeKey, string> = {
  'home.title': '강의 목록',
  'home.intro': '수업마다 컴퓨터가 따로 있고, 이 브라우저에 저장돼요. 여기서 한 일은 밖으로 나가지 않아요.',
  'home.resume': '이어서 하기: {lesson}',
  'home.free': '자유 연습',
  'home.freeWhy': '수업 없이 마음대로 써 보는 컴퓨터예요.',
  'home.minutes': '약 {minutes}분',
  'home.progress': '{steps}단계 가운데 {passed}단계 완료',
  'home.complete': '완료',
  'home.close': '컴퓨터로 돌아가기',
  'home.fresh': '이 컴퓨터를 새로 시작하기',
  'home.freshAsk': '새로 시작할까요? 컨테이너, 이미지, 파일과 이 수업의 진도가 모두 사라져요.',
  'home.freshYes': '새로 시작',
  'home.freshNo': '그대로 두기',
};
