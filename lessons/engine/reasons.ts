/** Why a goal is not met yet: a key with values, put into words in the learner's language. */
import type { Lang } from './format.ts';

const en = {
  'image.missing': 'There is no image {ref} yet.',
  'image.exists': 'The image {ref} is still here.',
  'image.from': '{ref} does not stand on {from}.',
  'image.layers': '{ref} has {found} layers on top of {from}; {wanted} wanted.',
  'image.createdBy': '{ref} was not made by {how}.',
  'image.config': '{field} of {ref} is {found}.',
  'image.size': '{ref} is {found} large; {wanted} wanted.',
  'image.same': '{ref} is not the same image as {other}.',
  'layer.adds': 'No such layer of {image} holds {path}.',
  'layer.removes': 'No such layer of {image} removes {path}.',
  'container.none': 'There is no container {which} yet.',
  'container.exists': 'The container {name} is still there.',
  'container.state': '{name} is {found}, not {wanted}.',
  'container.field': '{name}: {field} is {found}; {wanted} wanted.',
  'container.count': '{found} such containers; {wanted} wanted.',
  'file.missing': '{where} has no file {path}.',
  'file.exists': '{where} still has {path}.',
  'file.holder': '{where} does not exist.',
  'file.layer': '{path} does not stand in the {layer} layer.',
  'text.equals': '{what} is not exactly what is wanted.',
  'text.contains': '{what} does not contain “{text}”.',
  'text.lacks': '{what} still contains “{text}”.',
  'volume.missing': 'There is no volume {name} yet.',
  'volume.exists': 'The volume {name} is still there.',
  'volume.unused': '{container} does not use the volume {name}.',
  'network.missing': 'There is no network {name} yet.',
  'network.exists': 'The network {name} is still there.',
  'network.driver': 'The network {name} has another driver: {found}.',
  'network.member': '{container} is not on the network {name}.',
  'port.silent': 'Nothing answers on port {port} of the host.',
  'port.answers': 'Something still answers on port {port} of the host.',
  'port.status': 'Port {port} answers with status {found}; {wanted} wanted.',
  'exit.code': 'No command has ended with the wanted exit status yet.',
  'output.none': 'No command has printed that yet.',
  'build.none': 'No such build has run yet.',
  'build.failed': 'The build did not succeed.',
  'build.cached': '“{step}” was not taken from the cache.',
  'build.ran': '“{step}” was not run again.',
  'compose.service': 'The service {service} of project {project} is {found}, not {wanted}.',
  'compose.replicas': 'The service {service} has {found} running containers; {wanted} wanted.',
  'registry.missing': '{ref} has not been pushed yet.',
  'called.none': 'The daemon has not been asked for that yet.',
  'quiz.open': 'The question has not been answered correctly yet.',
  'ran.none': 'The command {command} has not been run yet.',
  'any.none': 'None of the possible ways has been taken yet.',
};

export type ReasonKey = keyof typeof en;

const ko: Record<ReasonKey, string> = {
  'image.missing': '{ref} 이미지가 아직 없어요.',
  'image.exists': '{ref} 이미지가 아직 남아 있어요.',
  'image.from': '{ref} 이미지의 바탕이 {from}이(가) 아니에요.',
  'image.layers': '{ref} 이미지는 {from} 위에 레이어가 {found}개예요. {wanted}개여야 해요.',
  'image.createdBy': '{ref} 이미지는 {how}로 만든 것이 아니에요.',
  'image.config': '{ref} 이미지의 {field} 값이 {found}이에요.',
  'image.size': '{ref} 이미지의 크기가 {found}이에요. {wanted}여야 해요.',
  'image.same': '{ref}와(과) {other}은(는) 같은 이미지가 아니에요.',
  'layer.adds': '{image} 이미지의 해당 레이어에 {path} 파일이 없어요.',
  'layer.removes': '{image} 이미지의 해당 레이어가 {path} 파일을 지우지 않아요.',
  'container.none': '{which} 컨테이너가 아직 없어요.',
  'container.exists': '{name} 컨테이너가 아직 남아 있어요.',
  'container.state': '{name} 컨테이너의 상태가 {wanted}이(가) 아니라 {found}이에요.',
  'container.field': '{name} 컨테이너의 {field} 값이 {found}이에요. {wanted}이어야 해요.',
  'container.count': '조건에 맞는 컨테이너가 {found}개예요. {wanted}개여야 해요.',
  'file.missing': '{where}에 {path} 파일이 없어요.',
  'file.exists': '{where}에 {path} 파일이 아직 있어요.',
  'file.holder': '{where}이(가) 없어요.',
  'file.layer': '{path} 파일이 {layer} 레이어에 있지 않아요.',
  'text.equals': '{what}이(가) 원하는 내용과 달라요.',
  'text.contains': '{what}에 “{text}”이(가) 없어요.',
  'text.lacks': '{what}에 “{text}”이(가) 아직 있어요.',
  'volume.missing': '{name} 볼륨이 아직 없어요.',
  'volume.exists': '{name} 볼륨이 아직 남아 있어요.',
  'volume.unused': '{container} 컨테이너가 {name} 볼륨을 쓰지 않아요.',
  'network.missing': '{name} 네트워크가 아직 없어요.',
  'network.exists': '{name} 네트워크가 아직 남아 있어요.',
  'network.driver': '{name} 네트워크의 드라이버가 {found}이에요.',
  'network.member': '{container} 컨테이너가 {name} 네트워크에 연결되어 있지 않아요.',
  'port.silent': '호스트의 {port}번 포트에서 아무도 대답하지 않아요.',
  'port.answers': '호스트의 {port}번 포트에서 아직 무언가가 대답하고 있어요.',
  'port.status': '{port}번 포트의 응답 코드가 {found}이에요. {wanted}이어야 해요.',
  'exit.code': '원하는 종료 코드로 끝난 명령이 아직 없어요.',
  'output.none': '그 내용을 출력한 명령이 아직 없어요.',
  'build.none': '해당하는 빌드를 아직 실행하지 않았어요.',
  'build.failed': '빌드가 성공하지 못했어요.',
  'build.cached': '“{step}” 단계가 캐시에서 오지 않았어요.',
  'build.ran': '“{step}” 단계가 다시 실행되지 않았어요.',
  'compose.service': '{project} 프로젝트의 {service} 서비스 상태가 {wanted}이(가) 아니라 {found}이에요.',
  'compose.replicas': '{service} 서비스의 실행 중인 컨테이너가 {found}개예요. {wanted}개여야 해요.',
  'registry.missing': '{ref} 이미지를 아직 올리지(push) 않았어요.',
  'called.none': '데몬에 그 요청을 아직 보내지 않았어요.',
  'quiz.open': '질문에 아직 바르게 답하지 않았어요.',
  'ran.none': '{command} 명령을 아직 실행하지 않았어요.',
  'any.none': '가능한 방법 가운데 아직 아무것도 하지 않았어요.',
};

export interface Reason {
  key: ReasonKey;
  values: Readonly<Record<string, string | number>>;
}

export function reason(key: ReasonKey, values: Reason['values'] = {}): Reason {
  return { key, values };
}

export function reasonText({ key, values }: Reason, lang: Lang): string {
  const words = lang === 'ko' ? ko : en;
  return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
