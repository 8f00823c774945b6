import type { Explanation, MistakeId } from './patterns.ts';

/** 오류가 무슨 뜻인지 한국어로 풀어 쓴 글입니다. */
export const ko: Readonly<Record<MistakeId, Explanation>> = {
  'image-not-found': {
    means: '{1}라는 이미지가 없거나, 내려받을 권한이 없어요. 이름을 잘못 썼거나 비공개 저장소일 수 있어요.',
    todo: '이름의 철자를 확인하세요. 비공개 이미지라면 먼저 docker login을 하세요.',
  },
  'tag-not-found': {
    means: '저장소는 있지만 그런 태그는 없어요.',
    todo: 'Docker Hub에서 태그 목록을 확인하거나, 태그를 빼고 latest를 받아 보세요.',
  },
  'no-such-container': {
    means: '{1}라는 이름이나 ID를 가진 컨테이너가 없어요. 멈춘 것까지 찾아봐도요.',
    todo: 'docker ps -a로 멈춘 컨테이너까지 모두 확인하세요.',
  },
  'no-such-image': {
    means: '이 컴퓨터에 그런 이미지가 없어요.',
    todo: 'docker images로 있는 이미지를 확인하고, 없으면 docker pull로 받으세요.',
  },
  'no-such-volume': { means: '그런 이름의 볼륨이 없어요.', todo: 'docker volume ls로 볼륨 목록을 확인하세요.' },
  'no-such-network': {
    means: '그런 이름의 네트워크가 없어요.',
    todo: 'docker network ls로 목록을 보고, 필요하면 docker network create로 만드세요.',
  },
  'no-such-object': {
    means: '{1}라는 컨테이너, 이미지, 볼륨, 네트워크가 모두 없어요.',
    todo: 'docker ps -a, docker images, docker volume ls, docker network ls로 이름을 확인하세요.',
  },
  'name-in-use': {
    means: '{1}라는 이름을 이미 다른 컨테이너가 쓰고 있어요. 멈춘 컨테이너도 이름을 차지해요.',
    todo: 'docker rm {1}로 지우거나 다른 이름을 쓰세요. --rm을 붙여 실행하면 끝날 때 저절로 지워져요.',
  },
  'port-taken': {
    means: '컴퓨터의 이 포트를 이미 다른 컨테이너나 프로그램이 쓰고 있어요.',
    todo: 'docker ps로 포트를 쓰는 컨테이너를 찾아 멈추거나, -p 8081:80처럼 다른 포트를 쓰세요.',
  },
  'remove-running': {
    means: '실행 중인 컨테이너는 지울 수 없어요.',
    todo: '먼저 docker stop으로 멈추거나, docker rm -f로 강제로 지우세요.',
  },
  'image-in-use': {
    means: '이 이미지로 만든 컨테이너가 있어서 이미지를 지울 수 없어요.',
    todo: 'docker ps -a로 그 컨테이너를 찾아 먼저 지운 다음 이미지를 지우세요.',
  },
  'volume-in-use': {
    means: '이 볼륨을 쓰는 컨테이너가 있어요. 멈춘 컨테이너도 포함돼요.',
    todo: 'docker ps -a --filter volume=이름으로 찾아서 그 컨테이너부터 지우세요.',
  },
  'network-in-use': {
    means: '아직 이 네트워크에 연결된 컨테이너가 있어요.',
    todo: '그 컨테이너를 멈추거나 docker network disconnect로 먼저 떼어 내세요.',
  },
  'not-running': {
    means: '컨테이너는 있지만 프로세스가 이미 끝났어요.',
    todo: 'docker start로 다시 켜고, docker logs로 왜 끝났는지 확인하세요.',
  },
  paused: { means: '컨테이너가 일시정지되어 프로세스가 멈춰 있어요.', todo: 'docker unpause로 다시 움직이게 하세요.' },
  'exec-not-found': {
    means: '이미지 안에 {1}라는 프로그램이 없어요. 작은 이미지에는 bash가 없는 경우가 많아요.',
    todo: 'bash 대신 sh를 써 보거나 명령의 철자를 확인하세요.',
  },
  'exec-permission': {
    means: '컨테이너 안에 {1}가 있지만 실행 권한이 없어요.',
    todo: '빌드하기 전이나 빌드 중에 chmod +x로 실행 권한을 주세요.',
  },
  'exec-format': {
    means: '이 컴퓨터에서 실행할 수 없는 파일이에요. 다른 종류의 CPU용이거나, 스크립트의 첫 줄 #!가 빠졌어요.',
    todo: '스크립트 첫 줄에 #!/bin/sh를 쓰거나, 내 플랫폼에 맞는 이미지를 쓰세요.',
  },
  'unknown-flag': {
    means: '여기에서는 쓸 수 없는 옵션이에요.',
    todo: 'docker run의 옵션은 이미지 이름 앞에 써야 해요. --help를 붙여 쓸 수 있는 옵션을 확인하세요.',
  },
  'unknown-command': {
    means: '도커에 그런 명령은 없어요.',
    todo: 'docker --help로 명령 목록을 보고 철자를 확인하세요.',
  },
  'needs-arguments': {
    means: '명령에 필요한 값의 개수가 맞지 않아요.',
    todo: '오류 아래 Usage 줄을 보고 필요한 값을 채우세요.',
  },
  'bad-reference': {
    means: '이미지 이름의 형식이 아니에요.',
    todo: '이름은 name:tag 모양이에요. 띄어쓰기가 잘못됐거나, 경로에 빈칸이 있는데 따옴표가 빠진 경우가 많아요.',
  },
  'uppercase-name': { means: '이미지 이름은 소문자로만 써야 해요.', todo: '이름을 모두 소문자로 바꾸세요.' },
  'bad-container-name': {
    means: '컨테이너 이름에는 영문자, 숫자, _ . - 만 쓸 수 있어요.',
    todo: '이 글자들로만 된 이름을 쓰세요.',
  },
  'bad-port': {
    means: '포트를 쓰는 형식이 아니에요.',
    todo: '-p 내컴퓨터포트:컨테이너포트 순서로 쓰세요. 예: -p 8080:80',
  },
  'bad-volume': {
    means: '볼륨이나 폴더를 연결하는 형식이 아니에요.',
    todo: '-v 이름:/경로 또는 -v /절대/경로:/경로로 쓰세요. 상대 경로는 ./로 시작해요.',
  },
  'mount-missing': {
    means: '내 컴퓨터에 {1}라는 폴더나 파일이 없어요.',
    todo: '먼저 만드세요. -v와 달리 --mount는 저절로 만들어 주지 않아요.',
  },
  'mount-kind': {
    means:
      '파일이 있어야 할 자리에 폴더를 연결했거나 그 반대예요. 내 컴퓨터에 파일이 없어서 도커가 폴더를 만든 경우가 많아요.',
    todo: '내 컴퓨터에 정확히 그 경로의 파일이 있는지 확인하세요.',
  },
  'no-tty': {
    means: '-t는 터미널이 필요한데, 입력이 파이프나 파일에서 오고 있어요.',
    todo: 't를 빼고 docker run -i, docker exec -i로 실행하세요.',
  },
  'daemon-unreachable': {
    means: 'docker 명령이 데몬에 연결하지 못했어요. 데몬이 꺼져 있거나 DOCKER_HOST가 다른 곳을 가리켜요.',
    todo: 'DOCKER_HOST와 docker context ls를 확인하세요. 실제 컴퓨터라면 데몬이나 Docker Desktop을 켜세요.',
  },
  'socket-permission': {
    means: '지금 사용자에게는 도커 소켓을 쓸 권한이 없어요.',
    todo: 'sudo를 쓰거나, docker 그룹에 들어간 뒤 다시 로그인하세요.',
  },
  'no-dockerfile': {
    means: '빌드하는 폴더에 Dockerfile이 없어요.',
    todo: 'cd로 Dockerfile이 있는 폴더로 가거나 -f로 파일을 지정하세요.',
  },
  'no-context': {
    means: 'docker build에는 어느 폴더로 빌드할지 알려 줘야 해요.',
    todo: '끝에 점을 붙이세요: docker build -t 이름 .',
  },
  'context-path': { means: '빌드할 폴더가 없어요.', todo: '경로를 확인하세요. 점(.)은 지금 있는 폴더예요.' },
  'copy-missing': {
    means: 'COPY나 ADD에 쓴 파일이 빌드 컨텍스트에 없어요.',
    todo: '경로는 docker build에 준 폴더가 기준이에요. .dockerignore 때문에 빠졌을 수도 있어요.',
  },
  'unknown-instruction': {
    means: '{1}은 Dockerfile 명령어가 아니에요.',
    todo: '철자를 확인하세요. FROM, RUN, COPY, CMD 같은 명령어를 쓸 수 있어요.',
  },
  'run-failed': {
    means: '빌드의 RUN 단계에서 명령이 실패해 빌드가 멈췄어요.',
    todo: '바로 위의 출력이 그 명령이 남긴 오류예요. 거기부터 읽어 보세요.',
  },
  'dockerfile-parse': {
    means: 'Dockerfile에서 읽을 수 없는 줄이 있어요.',
    todo: '오류에 나온 줄 번호를 보고 빠진 역슬래시나 값을 찾으세요.',
  },
  'no-from': { means: 'Dockerfile에 FROM이 없거나 파일이 비어 있어요.', todo: 'FROM 이미지로 시작하세요.' },
  'compose-missing': {
    means: '이 폴더에 compose.yaml이 없어요.',
    todo: 'compose.yaml이 있는 폴더로 가거나 -f로 지정하세요.',
  },
  'yaml-error': {
    means: 'YAML 문법이 틀렸어요. 들여쓰기나 콜론 뒤 빈칸이 빠진 경우가 많아요.',
    todo: '오류에 나온 줄을 보세요. 들여쓰기는 탭이 아니라 빈칸으로 해야 해요.',
  },
  'compose-extra': {
    means: 'compose 파일에 그 자리에 올 수 없는 항목이 있어요.',
    todo: '철자와 들여쓰기를 확인하세요. 한 단계 잘못 들여 썼을 수 있어요.',
  },
  'no-such-service': {
    means: 'compose 파일에 {1}라는 서비스가 없어요.',
    todo: 'docker compose config --services로 이름을 확인하세요.',
  },
  'undefined-volume': {
    means: '서비스가 쓰는 이름이 파일에 선언되어 있지 않아요.',
    todo: '파일 아래쪽 맨 왼쪽 줄에 선언하세요. 예: volumes: 아래에 이름:',
  },
  'env-missing': {
    means: 'compose 파일의 변수 {1}에 값이 없어서 빈 문자열로 처리됐어요.',
    todo: '.env 파일에 적거나 export로 값을 정하세요.',
  },
  unhealthy: {
    means: '다른 서비스가 기다리던 서비스가 정상 상태가 되지 못했거나 끝나 버렸어요.',
    todo: 'docker compose logs로 그 서비스의 기록을 보세요.',
  },
  'curl-refused': {
    means: '그 주소와 포트에서 듣고 있는 프로그램이 없어요.',
    todo: '컨테이너가 실행 중인지, -p로 포트를 열었는지 docker ps로 확인하세요.',
  },
  'curl-resolve': {
    means: '이름을 찾을 수 없어요. 컨테이너끼리 이름으로 찾으려면 직접 만든 네트워크에 함께 있어야 해요.',
    todo: 'docker network create로 만들고 둘 다 --network로 연결하세요. 내 컴퓨터에서는 localhost와 공개한 포트를 쓰세요.',
  },
  'curl-empty': {
    means:
      '포트는 열려 있지만 답이 없어요. 컨테이너 안 프로그램이 다른 포트를 쓰거나 자기 localhost에서만 듣고 있어요.',
    todo: '-p의 오른쪽 번호와 프로그램의 포트를 맞추고, 0.0.0.0에서 듣게 하세요.',
  },
  oom: {
    means: '프로세스가 허용된 메모리보다 많이 써서 종료됐어요(종료 코드 137).',
    todo: '-m으로 메모리를 늘리거나, 무엇이 많이 쓰는지 찾으세요.',
  },
  'read-only': {
    means: '읽기만 할 수 있는 파일 시스템이에요. :ro로 연결했거나 --read-only로 실행했어요.',
    todo: '볼륨에 쓰거나 :ro를 빼세요.',
  },
  'permission-denied': {
    means: '지금 사용자에게는 이 파일에 대한 권한이 없어요.',
    todo: 'ls -l로 권한을 보고 chmod로 바꾸세요. 컨테이너에서는 USER 때문에 root가 아닐 수 있어요.',
  },
  'command-not-found': {
    means: '셸이 그런 이름의 프로그램을 찾지 못했어요.',
    todo: '철자를 확인하세요. 컨테이너 안이라면 apt-get이나 apk로 먼저 설치해야 할 수도 있어요.',
  },
  'no-such-file': {
    means: '지금 위치에서 볼 때 그런 파일이나 폴더가 없어요.',
    todo: 'pwd로 지금 위치를, ls로 무엇이 있는지 확인하세요.',
  },
  'is-directory': {
    means: '파일이 필요한데 폴더를 썼어요.',
    todo: '폴더 안의 파일을 쓰세요. 폴더를 지우려면 rm -r을 쓰세요.',
  },
  'directory-not-empty': { means: 'rmdir은 빈 폴더만 지울 수 있어요.', todo: '내용까지 지우려면 rm -r을 쓰세요.' },
  'apt-locate': {
    means: 'apt가 그 패키지를 몰라요. 대부분 목록을 아직 받지 않아서예요.',
    todo: '먼저 apt-get update를 하세요. Dockerfile에서는 한 RUN에 apt-get update && apt-get install -y {1}로 쓰세요.',
  },
  'rate-limit': {
    means: '로그인하지 않으면 Docker Hub에서 받을 수 있는 횟수가 정해져 있어요.',
    todo: '잠시 기다리거나 docker login으로 로그인하세요.',
  },
  'login-failed': {
    means: '레지스트리가 이름과 비밀번호를 받아들이지 않았어요.',
    todo: 'docker login으로 다시 로그인하세요. Hub에는 비밀번호 대신 액세스 토큰을 쓸 수 있어요.',
  },
  'push-denied': {
    means: '이 저장소에 올릴 권한이 없어요. 이름이 내 계정으로 시작해야 해요.',
    todo: '먼저 docker tag 이미지 내계정/이미지로 이름을 붙이고 로그인하세요.',
  },
  'no-local-tag': {
    means: '이 컴퓨터에 그런 이름의 이미지가 없어서 올릴 것이 없어요.',
    todo: 'docker images로 이름을 확인하고 docker tag로 이름을 붙이세요.',
  },
  'syntax-error': {
    means: '셸이 이 줄을 이해하지 못했어요. 따옴표나 괄호가 닫히지 않았거나 글자가 잘못 놓였어요.',
    todo: '따옴표와 괄호의 짝을 확인하고, 특수 문자가 있는 글은 작은따옴표로 감싸세요.',
  },
  'bad-value': {
    means: '옵션에 쓸 수 없는 값을 주었거나 값이 빠졌어요.',
    todo: '오류 끝부분에 이유가 있어요. --help로 어떤 값을 쓰는지 확인하세요.',
  },
  'conflicting-options': {
    means: '함께 쓸 수 없는 옵션을 같이 썼어요.',
    todo: '오류에 나온 두 옵션 가운데 하나를 빼세요.',
  },
  template: {
    means: '--format 뒤의 템플릿이 틀렸거나 없는 항목을 물었어요.',
    todo: 'docker inspect 이름으로 어떤 항목이 있는지 보세요. {{.Name}}처럼 써요.',
  },
  'not-absolute': { means: '컨테이너 안의 경로는 /로 시작해야 해요.', todo: '/data처럼 전체 경로를 쓰세요.' },
  'bad-filter': {
    means: '여기에서 쓸 수 없는 필터예요.',
    todo: '--help와 문서에서 명령마다 쓸 수 있는 필터를 확인하세요.',
  },
  swarm: {
    means: '도커 스웜에서만 쓰는 명령인데 스웜을 쓰고 있지 않아요.',
    todo: '한 컴퓨터에서 여러 컨테이너를 다루려면 docker compose를 쓰세요.',
  },
};
