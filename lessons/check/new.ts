/** The files a new lesson begins with: one step that works, to be written over. */
import { stepHashes } from '../engine/translate.ts';

/** File name to text. `id` is the lesson's name. */
export function newLesson(id: string): Readonly<Record<string, string>> {
  const source = `---
format: drydock-lesson/1
id: ${id}
lang: en
title: A title of a few words
summary: One sentence that says what the learner can do afterwards.
level: beginner
minutes: 5
teaches: [docker run]
needs: []
view: layers
setup:
  images: [busybox]
---

What this is about and why it matters, in two or three sentences.

## Run it {#run}

What to do, and what to look at.

\`\`\`console
docker run --name box busybox echo hello
\`\`\`

\`\`\`goal
container: { name: box, state: exited }
say: A container **box** has run and ended
\`\`\`

\`\`\`hint
\`--name box\` gives the container its name.
\`\`\`

\`\`\`solution
docker run --name box busybox echo hello
\`\`\`

\`\`\`wrong
docker create --name box busybox echo hello   # never ran
\`\`\`
`;
  const korean = `---
of: ${id}
lang: ko
title: 짧은 제목
summary: 배우고 나면 무엇을 할 수 있는지 한 문장으로 써요.
---

무엇을 왜 배우는지 두세 문장으로 써요.

## 실행해 보기 {#run src=${stepHashes(source).get('run') ?? ''}}

무엇을 하고 무엇을 볼지 써요.

\`\`\`console
\`\`\`

\`\`\`say
1. 컨테이너 **box**가 실행되고 끝났어요
\`\`\`

\`\`\`hint
\`--name box\`로 컨테이너에 이름을 붙여요.
\`\`\`
`;
  return { 'lesson.md': source, 'lesson.ko.md': korean };
}
