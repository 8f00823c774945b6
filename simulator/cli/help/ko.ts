/** Descriptions of commands and flags in Korean. See texts.ts for the form. */
export const TEXTS = `
docker: 필요한 것을 모두 담은 컨테이너에서 프로그램을 실행합니다
  --config: 클라이언트 설정 디렉터리
  --context: 사용할 컨텍스트. "docker context use"로 정한 것과 DOCKER_HOST보다 우선합니다
  --debug: 디버그 메시지 출력
  --host: 연결할 엔진의 주소
  --log-level: 출력할 메시지의 최소 수준 ("debug", "info", "warn", "error", "fatal")
  --tls: TLS로 엔진에 연결 (--tlsverify를 쓰면 자동으로 켜짐)
  --tlscacert: 신뢰할 인증 기관
  --tlscert: 클라이언트의 TLS 인증서
  --tlskey: 클라이언트 TLS 인증서의 키
  --tlsverify: TLS를 쓰고 엔진의 인증서도 검증
  --version: 버전을 출력하고 끝내기
*: 여러 명령의 공통 옵션
  --all: 모두 표시
  --disable-content-trust: 이미지 서명을 확인하지 않음
  --driver: 사용할 드라이버
  --filter: 조건에 맞는 것만 표시
  --force: 묻지 않고 실행
  --format: 각 행의 출력 형식:
    |'table':            제목이 있는 표 (기본값)
    |'table TEMPLATE':   이 Go 템플릿으로 만든 표
    |'json':             행마다 JSON 객체 하나
    |'TEMPLATE':         행마다 이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --help: 도움말 출력
  --label: 레이블 추가 (KEY=VALUE)
  --no-trunc: 값을 자르지 않고 출력
  --platform: 서버가 여러 플랫폼을 지원할 때 사용할 플랫폼 (os[/arch[/variant]])
  --quiet: ID만 출력
builder: 빌드 관리
buildx: BuildKit의 기능을 더 써서 이미지를 빌드해요
  --builder: 사용할 빌더
  --debug: 디버그 메시지를 출력해요
buildx bake: 파일에 적은 여러 이미지를 빌드해요
buildx create: 빌더를 하나 더 만들어요
buildx dial-stdio: 터미널의 입출력을 빌더에 연결해요
buildx du: 빌드 캐시에 무엇이 있는지 보여 줘요
buildx inspect: 빌더에 관한 정보를 모두 보여 줘요
buildx ls: 빌더 목록을 보여 줘요
buildx prune: 빌드 캐시를 비워요
  --all: 이미지가 쓰는 것까지 지워요
  --max-used-space: 캐시가 쓸 수 있는 최대 크기
  --min-free-space: 디스크에 남겨 둘 최소 크기
  --reserved-space: 캐시가 언제나 쓸 수 있는 크기
  --verbose: 기록마다 더 자세히 보여 줘요
buildx rm: 빌더를 지워요
buildx stop: 빌더를 멈춰요
buildx use: 앞으로 쓸 빌더를 골라요
buildx version: 버전을 출력해요
buildx history: 지난 빌드의 기록을 다뤄요
buildx history export: 빌드 기록을 파일로 내보내요
buildx history import: 파일에서 빌드 기록을 가져와요
buildx history inspect: 빌드 하나의 정보를 모두 보여 줘요
buildx history logs: 빌드가 출력한 내용을 보여 줘요
buildx history ls: 빌드 목록을 보여 줘요
buildx history open: 빌드를 Docker Desktop에서 열어요
buildx history rm: 빌드 기록을 지워요
buildx imagetools: 레지스트리에 있는 이미지를 다뤄요
buildx imagetools create: 레지스트리에서 여러 이미지로 새 이미지를 만들어요
buildx imagetools inspect: 레지스트리가 아는 이미지 정보를 보여 줘요
compose: Docker Compose
bake: 파일에 적힌 여러 이미지를 빌드
container: 컨테이너 관리
container attach: 실행 중인 컨테이너의 입출력에 터미널 연결
  --detach-keys: 컨테이너에서 빠져나오는 키
  --no-stdin: 표준 입력은 연결하지 않음
  --sig-proxy: 받은 시그널을 프로세스에 전달
container commit: 컨테이너의 변경 내용으로 새 이미지 만들기
  --author: 만든 사람 ("홍길동 <hong@example.com>")
  --change: 새 이미지에 적용할 Dockerfile 명령
  --message: 변경 내용 설명
  --pause: 만드는 동안 컨테이너 일시 정지
container cp: 컨테이너와 호스트 사이에 파일 복사
  |경로 대신 -를 쓰면 표준 입력의 tar를 읽거나 표준 출력에 tar를 씁니다.
  --archive: 소유자와 그룹 유지
  --follow-link: SRC_PATH의 심볼릭 링크가 가리키는 것을 복사
  --quiet: 복사 진행 상황을 출력하지 않음. 터미널이 아니면 원래 출력하지 않습니다
container create: 컨테이너를 만들기만 하고 시작하지 않음
  --add-host: hosts 파일에 넣을 줄 (host:ip)
  --annotation: 런타임에 그대로 전달할 주석
  --attach: STDIN, STDOUT, STDERR에 연결
  --blkio-weight: 디스크 시간 비중. 10~1000, 0이면 지정하지 않음
  --blkio-weight-device: 장치별 디스크 시간 비중
  --cap-add: 리눅스 capability 추가
  --cap-drop: 리눅스 capability 제거
  --cgroup-parent: 컨테이너를 둘 상위 cgroup
  --cgroupns: cgroup 네임스페이스 (host|private)
    |'host':    엔진과 같은 것
    |'private': 컨테이너만의 것
    |'':        엔진 설정(default-cgroupns-mode)대로
  --cidfile: 컨테이너 ID를 적을 파일
  --cpu-period: CFS 주기의 길이
  --cpu-quota: CFS 주기 안에서 쓸 수 있는 CPU 시간
  --cpu-rt-period: 실시간 주기의 길이(마이크로초)
  --cpu-rt-runtime: 실시간 주기 안에서 쓸 수 있는 CPU 시간(마이크로초)
  --cpu-shares: 다른 컨테이너에 대한 CPU 시간 비중
  --cpus: 사용할 수 있는 CPU 개수
  --cpuset-cpus: 실행할 CPU (0-3, 0,1)
  --cpuset-mems: 사용할 메모리 노드 (0-3, 0,1)
  --detach: 백그라운드로 실행하고 컨테이너 ID 출력
  --detach-keys: 컨테이너에서 빠져나오는 키
  --device: 컨테이너에 줄 호스트 장치
  --device-cgroup-rule: 사용할 수 있는 장치의 규칙
  --device-read-bps: 장치에서 1초에 읽을 수 있는 바이트
  --device-read-iops: 장치에서 1초에 읽을 수 있는 횟수
  --device-write-bps: 장치에 1초에 쓸 수 있는 바이트
  --device-write-iops: 장치에 1초에 쓸 수 있는 횟수
  --dns: 사용할 DNS 서버
  --dns-option: DNS 옵션
  --dns-search: DNS 검색 도메인
  --domainname: 컨테이너의 NIS 도메인 이름
  --entrypoint: 이미지의 ENTRYPOINT 대신 실행할 프로그램
  --env: 환경 변수 설정
  --env-file: 환경 변수를 읽을 파일
  --expose: 컨테이너가 쓰는 포트 (호스트에 공개하지는 않음)
  --gpus: 컨테이너에 줄 GPU (전부는 'all')
  --group-add: 추가로 속할 그룹
  --health-cmd: 상태를 확인하는 명령
  --health-interval: 확인 간격 (ms|s|m|h)
  --health-retries: unhealthy가 되는 연속 실패 횟수
  --health-start-interval: 시작하는 동안의 확인 간격 (ms|s|m|h)
  --health-start-period: 실패를 세지 않는 시작 시간 (ms|s|m|h)
  --health-timeout: 확인 한 번의 제한 시간 (ms|s|m|h)
  --hostname: 컨테이너의 호스트 이름
  --init: 시그널을 전달하고 프로세스를 거두는 작은 init을 먼저 실행
  --interactive: 연결하지 않았어도 표준 입력을 열어 둠
  --ip: 네트워크 안의 IPv4 주소 (172.30.100.104)
  --ip6: 네트워크 안의 IPv6 주소 (2001:db8::33)
  --ipc: 사용할 IPC 네임스페이스
  --isolation: 컨테이너 격리 방식
  --kernel-memory: 커널 메모리 제한
  --label: 컨테이너의 레이블
  --label-file: 레이블을 한 줄에 하나씩 읽을 파일
  --link: 다른 컨테이너를 이름으로 찾을 수 있게 연결
  --link-local-ip: 링크 로컬 주소
  --log-driver: 출력을 보관할 로깅 드라이버
  --log-opt: 로깅 드라이버 옵션
  --mac-address: MAC 주소 (92:d0:c6:0a:29:33)
  --memory: 메모리 제한
  --memory-reservation: 메모리가 모자랄 때도 남겨 둘 메모리
  --memory-swap: 메모리와 스왑을 합한 제한. '-1'이면 스왑 제한 없음
  --memory-swappiness: 메모리를 스왑으로 내보내는 정도 (0~100)
  --mount: 볼륨, 호스트 경로, 메모리를 마운트
  --name: 컨테이너 이름
  --network: 연결할 네트워크
  --network-alias: 네트워크 안에서 쓸 다른 이름
  --no-healthcheck: 이미지의 HEALTHCHECK를 쓰지 않음
  --oom-kill-disable: 메모리가 모자라도 죽이지 않음
  --oom-score-adj: 메모리가 모자랄 때 죽일 우선순위 (-1000~1000)
  --pid: 사용할 PID 네임스페이스
  --pids-limit: 최대 프로세스 수 (-1이면 제한 없음)
  --privileged: 호스트의 모든 권한을 줌
  --publish: 포트를 호스트에 공개
  --publish-all: EXPOSE된 모든 포트를 호스트의 빈 포트에 공개
  --pull: 이미지를 받을 때 ("always", "missing", "never")
  --quiet: 이미지를 받는 과정을 출력하지 않음
  --read-only: 컨테이너의 루트 파일 시스템을 읽기 전용으로
  --restart: 컨테이너가 끝났을 때 다시 시작하는 정책
  --rm: 끝나면 컨테이너와 익명 볼륨을 삭제
  --runtime: 사용할 런타임
  --security-opt: 보안 옵션
  --shm-size: /dev/shm의 크기
  --sig-proxy: 받은 시그널을 프로세스에 전달
  --stop-signal: 컨테이너를 끝내는 시그널
  --stop-timeout: 끝나지 않는 컨테이너를 강제로 끝낼 때까지의 초
  --storage-opt: 스토리지 드라이버 옵션
  --sysctl: 커널 설정
  --tmpfs: 디렉터리에 메모리(tmpfs)를 마운트
  --tty: 터미널(pseudo-TTY)을 줌
  --ulimit: 자원 제한(ulimit)
  --use-api-socket: API 소켓과 클라이언트의 인증 정보를 줌
  --user: 사용자 이름이나 UID (형식: <name|uid>[:<group|gid>])
  --userns: 사용할 사용자 네임스페이스
  --uts: 사용할 UTS 네임스페이스
  --volume: 볼륨이나 호스트 경로를 마운트
  --volume-driver: 볼륨 드라이버
  --volumes-from: 다른 컨테이너의 볼륨을 똑같이 마운트
  --workdir: 컨테이너 안의 작업 디렉터리
container diff: 컨테이너에서 바뀐 파일 보기
container exec: 실행 중인 컨테이너에서 명령 실행
  --detach: 백그라운드로 실행
  --detach-keys: 컨테이너에서 빠져나오는 키
  --env: 환경 변수 설정
  --env-file: 환경 변수를 읽을 파일
  --interactive: 연결하지 않았어도 표준 입력을 열어 둠
  --privileged: 명령에 모든 권한을 줌
  --tty: 터미널(pseudo-TTY)을 줌
  --user: 사용자 이름이나 UID (형식: <name|uid>[:<group|gid>])
  --workdir: 컨테이너 안의 작업 디렉터리
container export: 컨테이너의 파일 전체를 tar로 내보내기
  --output: 표준 출력 대신 쓸 파일
container inspect: 컨테이너의 자세한 정보 보기
  --format: JSON 대신 쓸 출력 형식:
    |'json':             줄바꿈 없는 JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --size: 파일 크기도 표시
container kill: 컨테이너에 시그널 보내기 (기본값 SIGKILL)
  --signal: 보낼 시그널
container logs: 컨테이너가 출력한 내용 보기
  --details: 로그에 덧붙인 레이블과 환경 변수도 표시
  --follow: 새로 출력되는 내용을 계속 표시
  --since: 이 시각("2013-01-02T13:23:37Z") 또는 이만큼 전("42m"은 42분 전)부터 표시
  --tail: 끝에서부터 표시할 줄 수
  --timestamps: 출력된 시각 표시
  --until: 이 시각("2013-01-02T13:23:37Z") 또는 이만큼 전("42m"은 42분 전)까지 표시
container ls: 컨테이너 목록
  --all: 멈춘 컨테이너도 표시
  --last: 마지막에 만든 n개 (멈춘 것 포함)
  --latest: 마지막에 만든 하나 (멈춘 것 포함)
  --size: 크기 표시
container pause: 컨테이너의 모든 프로세스 일시 정지
container port: 공개된 포트 보기
container prune: 멈춘 컨테이너 모두 삭제
  --filter: 조건에 맞는 것만 삭제 ("until=<timestamp>")
container rename: 컨테이너 이름 바꾸기
container restart: 컨테이너를 멈췄다가 다시 시작
  --signal: 컨테이너를 끝내는 시그널
  --timeout: 강제로 끝낼 때까지의 초
container rm: 컨테이너 삭제
  --force: 실행 중이면 강제로 끝내고 삭제 (SIGKILL)
  --link: 컨테이너가 아니라 링크를 삭제
  --volumes: 익명 볼륨도 삭제
container run: 이미지로 컨테이너를 만들어 시작
container start: 멈춘 컨테이너 시작
  --attach: 출력을 보여 주고 시그널을 전달
  --checkpoint: 시작할 체크포인트
  --checkpoint-dir: 체크포인트를 둔 디렉터리
  --detach-keys: 컨테이너에서 빠져나오는 키
  --interactive: 표준 입력 연결
container stats: 컨테이너의 자원 사용량을 계속 표시
  --all: 멈춘 컨테이너도 표시
  --no-stream: 한 번만 표시하고 끝내기
container stop: 컨테이너 멈추기
  --signal: 컨테이너를 끝내는 시그널
  --timeout: 강제로 끝낼 때까지의 초
container top: 컨테이너 안의 프로세스 보기
container unpause: 일시 정지한 컨테이너 다시 진행
container update: 컨테이너의 자원 제한 바꾸기
container wait: 컨테이너가 끝날 때까지 기다려 종료 코드 출력
context: 컨텍스트 관리
context create: 컨텍스트 만들기
  |
  |--docker에 쓰는 키:
  |
  |NAME                DESCRIPTION
  |from                이 컨텍스트의 엔드포인트를 가져옴
  |host                엔진의 주소
  |ca                  신뢰할 인증 기관
  |cert                인증서 파일
  |key                 키 파일
  |skip-tls-verify     엔진의 인증서를 검증하지 않음
  --description: 컨텍스트 설명
  --docker: 엔진의 엔드포인트
  --from: 복사할 컨텍스트
context export: 컨텍스트를 tar 파일 FILE이나 표준 출력으로 내보내기
context import: tar에서 컨텍스트 가져오기
context inspect: 컨텍스트의 자세한 정보 보기
context ls: 컨텍스트 목록
  --quiet: 이름만 출력
context rm: 컨텍스트 삭제
  --force: 사용 중이어도 삭제
context show: 사용 중인 컨텍스트 이름 출력
context update: 컨텍스트 바꾸기
  --description: 컨텍스트 설명
  --docker: 엔진의 엔드포인트
context use: 앞으로 사용할 컨텍스트 정하기
image: 이미지 관리
image build: Dockerfile로 이미지 빌드
  --add-host: 빌드 중 hosts 파일에 넣을 줄 (형식: "host:ip")
  --allow: 추가로 허용할 것 ("network.host", "security.insecure", "device")
  --annotation: 이미지에 넣을 주석
  --attest: 추가할 증명 (형식: "type=sbom,generator=image")
  --build-arg: Dockerfile의 ARG에 줄 값
  --build-context: 추가 빌드 컨텍스트 (name=path)
  --builder: 사용할 빌더
  --cache-from: 가져다 쓸 캐시 ("user/app:cache", "type=local,src=path/to/dir")
  --cache-to: 캐시를 남길 곳 ("user/app:cache", "type=local,dest=path/to/dir")
  --call: Dockerfile로 할 일 ("build", "check", "outline", "targets")
  --cgroup-parent: RUN 명령의 cgroup
  --check: "--call=check"와 같음
  --debug: 디버그 메시지 출력
  --file: Dockerfile (기본값: "PATH/Dockerfile")
  --iidfile: 이미지 ID를 적을 파일
  --label: 이미지의 레이블
  --load: "--output=type=docker"와 같음
  --metadata-file: 빌드 결과 정보를 적을 파일
  --network: RUN 명령의 네트워크
  --no-cache: 캐시를 쓰지 않고 빌드
  --no-cache-filter: 캐시를 쓰지 않을 스테이지
  --output: 결과를 둘 곳 (형식: "type=local,dest=path")
  --platform: 빌드할 플랫폼
  --progress: 진행 상황 출력 방식 ("auto", "none", "plain", "quiet", "rawjson", "tty"). plain은 명령의 출력도 보여 줍니다
  --provenance: "--attest=type=provenance"와 같음
  --pull: 베이스 이미지를 항상 새로 확인
  --push: "--output=type=registry,unpack=false"와 같음
  --quiet: 끝에 이미지 ID만 출력
  --sbom: "--attest=type=sbom"과 같음
  --secret: RUN 명령에 줄 비밀 (형식: "id=mysecret[,src=/local/secret]")
  --shm-size: RUN 명령의 /dev/shm 크기
  --ssh: RUN 명령에 줄 SSH 에이전트나 키 (형식: "default|<id>[=<socket>|<key>[,<key>]]")
  --tag: 이미지 이름 (형식: "[registry/]repository[:tag]")
  --target: 빌드할 스테이지
  --ulimit: RUN 명령의 자원 제한
image history: 이미지의 레이어 보기
  --human: 크기와 시각을 읽기 쉽게 출력
  --platform: 표시할 플랫폼. os[/arch[/variant]] 형식 (예: "linux/amd64")
image import: 파일이 든 tar로 이미지 만들기
  --change: 새 이미지에 적용할 Dockerfile 명령
  --message: 레이어 설명
image inspect: 이미지의 자세한 정보 보기
  --format: JSON 대신 쓸 출력 형식:
    |'json':             줄바꿈 없는 JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --platform: 표시할 플랫폼. os[/arch[/variant]] 형식 (예: "linux/amd64")
image load: docker save로 만든 파일에서 이미지 가져오기
  --input: 표준 입력 대신 읽을 파일
  --platform: 이 플랫폼만. os[/arch[/variant]] 형식 (예: linux/amd64,linux/arm64)
  --quiet: 진행 상황을 출력하지 않음
image ls: 이미지 목록
  --all: 중간 이미지도 표시
  --digests: 다이제스트 표시
  --tree: 플랫폼별로 나무 모양으로 표시 (EXPERIMENTAL)
image prune: 쓰지 않는 이미지 삭제
  --all: 이름 없는 이미지뿐 아니라 컨테이너가 쓰지 않는 이미지 모두
  --filter: 조건에 맞는 것만 삭제 ("until=<timestamp>")
image pull: 레지스트리에서 이미지 받기
  --all-tags: 저장소의 모든 태그
  --quiet: 이름만 출력
image push: 레지스트리에 이미지 올리기
  --all-tags: 저장소의 모든 태그
  --platform: 이미지의 이 플랫폼만. os[/arch[/variant]] 형식
    |''이면 모든 플랫폼
  --quiet: 이름만 출력
image rm: 이미지 삭제
  --force: 사용 중이어도 삭제
  --no-prune: 이름을 잃은 레이어를 남겨 둠
  --platform: 이 플랫폼만. os[/arch[/variant]] 형식 (예: linux/amd64,linux/arm64)
image save: 이미지를 파일로 내보내기
  --output: 표준 출력 대신 쓸 파일
  --platform: 이 플랫폼만. os[/arch[/variant]] 형식 (예: linux/amd64,linux/arm64)
image tag: 이미지에 다른 이름 붙이기
inspect: 컨테이너, 이미지, 네트워크 등의 자세한 정보 보기
  --format: JSON 대신 쓸 출력 형식:
    |'json':             줄바꿈 없는 JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --size: 컨테이너의 파일 크기도 표시
  --type: 이 종류에서만 찾기
login: 레지스트리에 로그인
  |서버를 적지 않으면 Docker Hub입니다.
  --password: 비밀번호나 액세스 토큰(PAT)
  --password-stdin: 비밀번호나 액세스 토큰(PAT)을 표준 입력에서 읽음
  --username: 사용자 이름
logout: 레지스트리에서 로그아웃
  |서버를 적지 않으면 엔진의 기본 레지스트리입니다.
manifest: 매니페스트와 매니페스트 목록 관리
manifest annotate: 로컬 목록의 항목에 정보 덧붙이기
  --arch: 아키텍처
  --os: 운영체제
  --os-features: 운영체제 기능
  --os-version: 운영체제 버전
  --variant: 아키텍처 변형
manifest create: 로컬 매니페스트 목록 만들기
  --amend: 이미 있는 목록에 추가
  --insecure: TLS가 없는 레지스트리도 허용
manifest inspect: 매니페스트나 목록 보기
  --insecure: TLS가 없는 레지스트리도 허용
  --verbose: 레이어와 플랫폼도 표시
manifest push: 매니페스트 목록을 레지스트리에 올리기
  --insecure: TLS가 없는 레지스트리도 허용
  --purge: 올린 뒤 로컬 목록 삭제
manifest rm: 로컬 매니페스트 목록 삭제
network: 네트워크 관리
network connect: 컨테이너를 네트워크에 연결
  --alias: 네트워크 안에서 쓸 다른 이름
  --driver-opt: 네트워크 드라이버 옵션
  --gw-priority: 가장 높은 것이 기본 경로가 됨. 음수도 가능
  --ip: IPv4 주소 ("172.30.100.104")
  --ip6: IPv6 주소 ("2001:db8::33")
  --link: 다른 컨테이너를 이름으로 찾을 수 있게 연결
  --link-local-ip: 링크 로컬 주소
network create: 네트워크 만들기
  --attachable: 컨테이너를 직접 연결할 수 있게 함
  --aux-address: 드라이버가 쓸 주소
  --config-from: 설정을 가져올 네트워크
  --config-only: 설정만 저장
  --driver: 네트워크 드라이버
  --gateway: 서브넷의 게이트웨이
  --ingress: 스웜의 라우팅 메시
  --internal: 바깥과 통신하지 못하게 함
  --ip-range: 컨테이너에 나눠 줄 주소 범위
  --ipam-driver: 주소를 나눠 주는 드라이버
  --ipam-opt: 그 드라이버의 옵션
  --ipv4: IPv4 주소를 나눠 줌
  --ipv6: IPv6 주소를 나눠 줌
  --label: 네트워크의 레이블
  --opt: 드라이버 옵션
  --scope: 네트워크의 범위
  --subnet: 네트워크의 주소 (CIDR 형식)
network disconnect: 컨테이너를 네트워크에서 떼어 내기
  --force: 컨테이너를 찾지 못해도 떼어 냄
network inspect: 네트워크의 자세한 정보 보기
  --format: JSON 대신 쓸 출력 형식:
    |'json':             줄바꿈 없는 JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --verbose: 문제를 찾을 수 있게 더 자세히
network ls: 네트워크 목록
  --filter: 조건에 맞는 것만 표시 (driver=bridge)
network prune: 쓰지 않는 네트워크 모두 삭제
  --filter: 조건에 맞는 것만 삭제 ("until=<timestamp>")
network rm: 네트워크 삭제
  --force: 없는 네트워크여도 오류를 내지 않음
search: Docker Hub에서 이미지 찾기
  --format: 각 행에 쓸 Go 템플릿
  --limit: 최대 결과 수
system: 엔진 전체 관리
system df: 디스크 사용량 보기
  --verbose: 하나하나 자세히 표시
system events: 엔진에서 일어나는 일을 실시간으로 보기
  --format: 이벤트의 출력 형식:
    |'json':             JSON 객체
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
  --since: 이때부터의 이벤트
  --until: 이때까지의 이벤트
system info: 엔진의 상태 보기
  --format: 목록 대신 쓸 출력 형식:
    |'json':             JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
system prune: 쓰지 않는 것 모두 삭제
  --all: 이름 없는 이미지뿐 아니라 컨테이너가 쓰지 않는 이미지 모두
  --filter: 조건에 맞는 것만 삭제 ("label=<key>=<value>")
  --volumes: 익명 볼륨도 삭제
version: 클라이언트와 엔진의 버전 보기
  --format: 목록 대신 쓸 출력 형식:
    |'json':             JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
volume: 볼륨 관리
volume create: 볼륨 만들기
  --availability: 클러스터 볼륨의 상태 ("active", "pause", "drain")
  --driver: 볼륨 드라이버
  --group: 클러스터 볼륨의 그룹
  --label: 볼륨의 레이블
  --limit-bytes: 클러스터 볼륨의 최소 크기(바이트)
  --opt: 드라이버 옵션
  --required-bytes: 클러스터 볼륨의 최대 크기(바이트)
  --scope: 클러스터 볼륨의 범위 ("single", "multi")
  --secret: 클러스터 볼륨의 비밀
  --sharing: 클러스터 볼륨을 함께 쓰는 방식 ("none", "readonly", "onewriter", "all")
  --topology-preferred: 클러스터 볼륨이 있으면 좋은 곳
  --topology-required: 클러스터 볼륨에 닿을 수 있어야 하는 곳
  --type: 클러스터 볼륨의 사용 방식 ("mount", "block")
volume inspect: 볼륨의 자세한 정보 보기
  --format: JSON 대신 쓸 출력 형식:
    |'json':             줄바꿈 없는 JSON
    |'TEMPLATE':         이 Go 템플릿
    |템플릿 작성법: https://docs.docker.com/go/formatting/
volume ls: 볼륨 목록
  --filter: 조건에 맞는 것만 표시 ("dangling=true")
  --quiet: 이름만 출력
volume prune: 쓰지 않는 볼륨 삭제
  --all: 이름 있는 볼륨도 삭제
  --filter: 조건에 맞는 것만 삭제 ("label=<label>")
volume rm: 볼륨 삭제
  |컨테이너가 쓰는 볼륨은 삭제할 수 없습니다.
  --force: 없는 볼륨이어도 오류를 내지 않음
volume update: 클러스터 볼륨 바꾸기
  --availability: 클러스터 볼륨의 상태 ("active", "pause", "drain")
config: 스웜의 설정 파일
config create: 설정 파일 추가
  --template-driver: 템플릿 드라이버
config inspect: 설정 파일의 자세한 정보 보기
  --pretty: 읽기 쉽게 출력
config ls: 설정 파일 목록
config rm: 설정 파일 삭제
node: 스웜의 노드
node demote: 매니저를 워커로
node inspect: 노드의 자세한 정보 보기
  --pretty: 읽기 쉽게 출력
node ls: 노드 목록
node promote: 워커를 매니저로
node ps: 노드의 태스크 목록
  --no-resolve: 이름 대신 ID 출력
node rm: 스웜에서 노드 빼기
node update: 노드 설정 바꾸기
  --availability: 태스크를 받을지 ("active", "pause", "drain")
  --label-add: 레이블을 추가하거나 바꿈 (key=value)
  --label-rm: 레이블 제거
  --role: 역할 ("worker", "manager")
plugin: 엔진 플러그인 관리
plugin create: 파일과 config.json이 있는 디렉터리로 플러그인 만들기
  --compress: 파일을 gzip으로 압축
plugin disable: 플러그인 끄기
plugin enable: 플러그인 켜기
  --timeout: 기다릴 시간(초)
plugin inspect: 플러그인의 자세한 정보 보기
plugin install: 플러그인을 받아서 켜기
  --alias: 여기서 쓸 이름
  --disable: 켜지 않음
  --grant-all-permissions: 필요한 권한을 모두 줌
plugin ls: 플러그인 목록
plugin push: 레지스트리에 플러그인 올리기
plugin rm: 플러그인 삭제
plugin set: 플러그인 설정 바꾸기
plugin upgrade: 새 버전의 플러그인으로 바꾸기
  --grant-all-permissions: 필요한 권한을 모두 줌
  --skip-remote-check: 다른 플러그인이어도 바꿈
secret: 스웜의 비밀
secret create: 비밀 추가
  --driver: 비밀을 보관할 드라이버
  --template-driver: 템플릿 드라이버
secret inspect: 비밀의 자세한 정보 보기
  --pretty: 읽기 쉽게 출력
secret ls: 비밀 목록
secret rm: 비밀 삭제
service: 스웜의 서비스
service create: 서비스 시작
  --config: 태스크에 줄 설정 파일
  --constraint: 실행할 노드의 조건
  --container-label: 컨테이너의 레이블
  --credential-spec: 관리 서비스 계정
  --detach: 기다리지 않고 돌아옴
  --dns: 사용할 DNS 서버
  --endpoint-mode: 연결 방식 (vip 또는 dnsrr)
  --generic-resource: 필요한 노드 자원
  --group: 추가로 속할 그룹
  --host: hosts 파일에 넣을 줄 (host:ip)
  --label: 서비스의 레이블
  --limit-cpu: 최대 CPU
  --limit-memory: 최대 메모리
  --limit-pids: 최대 프로세스 수. 0이면 제한 없음
  --max-concurrent: 동시에 실행할 작업 수 (기본값은 --replicas)
  --mode: 서비스의 종류 ("replicated", "global", "replicated-job", "global-job")
  --name: 서비스 이름
  --network: 태스크의 네트워크
  --no-resolve-image: 레지스트리에 다이제스트를 묻지 않음
  --placement-pref: 태스크를 나누어 두는 기준
  --publish: 공개할 포트
  --quiet: 진행 상황을 출력하지 않음
  --replicas: 태스크 수
  --replicas-max-per-node: 노드 하나의 최대 태스크 수. 0이면 제한 없음
  --reserve-cpu: 남겨 둘 CPU
  --reserve-memory: 남겨 둘 메모리
  --restart-condition: 태스크를 다시 시작하는 조건 ("none", "on-failure", "any")
  --restart-delay: 다시 시작하기 전의 간격 (ns|us|ms|s|m|h)
  --restart-max-attempts: 다시 시작하는 최대 횟수
  --restart-window: 횟수를 세는 시간 (ns|us|ms|s|m|h)
  --rollback-delay: 되돌릴 때 태스크 사이의 간격 (ns|us|ms|s|m|h)
  --rollback-failure-action: 되돌리기가 실패하면 할 일 ("pause", "continue")
  --rollback-max-failure-ratio: 되돌릴 때 허용할 실패 비율
  --rollback-monitor: 되돌린 태스크를 지켜보는 시간 (ns|us|ms|s|m|h)
  --rollback-order: 되돌리는 순서 ("start-first", "stop-first")
  --rollback-parallelism: 동시에 되돌릴 태스크 수. 0이면 모두
  --secret: 태스크에 줄 비밀
  --stop-grace-period: 강제로 끝내기 전에 기다릴 시간 (ns|us|ms|s|m|h)
  --update-delay: 바꿀 때 태스크 사이의 간격 (ns|us|ms|s|m|h)
  --update-failure-action: 바꾸기가 실패하면 할 일 ("pause", "continue", "rollback")
  --update-max-failure-ratio: 바꿀 때 허용할 실패 비율
  --update-monitor: 바꾼 태스크를 지켜보는 시간 (ns|us|ms|s|m|h)
  --update-order: 바꾸는 순서 ("start-first", "stop-first")
  --update-parallelism: 동시에 바꿀 태스크 수. 0이면 모두
  --with-registry-auth: 레지스트리 인증 정보를 노드에 전달
service inspect: 서비스의 자세한 정보 보기
  --pretty: 읽기 쉽게 출력
service logs: 서비스나 태스크가 출력한 내용 보기
  --details: 로그에 덧붙인 레이블과 환경 변수도 표시
  --follow: 새로 출력되는 내용을 계속 표시
  --no-resolve: 이름 대신 ID 출력
  --no-task-ids: 태스크 ID를 표시하지 않음
  --raw: 출력된 그대로 표시
  --since: 이 시각("2013-01-02T13:23:37Z") 또는 이만큼 전("42m"은 42분 전)부터 표시
  --tail: 끝에서부터 표시할 줄 수
  --timestamps: 출력된 시각 표시
service ls: 서비스 목록
service ps: 서비스의 태스크 목록
  --no-resolve: 이름 대신 ID 출력
service rm: 서비스 끝내기
service rollback: 서비스를 이전 설정으로 되돌리기
  --detach: 기다리지 않고 돌아옴
  --quiet: 진행 상황을 출력하지 않음
service scale: 서비스의 태스크 수 바꾸기
  --detach: 기다리지 않고 돌아옴
service update: 서비스 바꾸기
  --args: 명령의 인수
  --config-add: 설정 파일을 추가하거나 바꿈
  --config-rm: 설정 파일 제거
  --constraint-add: 노드 조건을 추가하거나 바꿈
  --constraint-rm: 노드 조건 제거
  --container-label-add: 컨테이너 레이블을 추가하거나 바꿈
  --container-label-rm: 컨테이너 레이블 제거
  --dns-add: DNS 서버를 추가하거나 바꿈
  --dns-option-add: DNS 옵션을 추가하거나 바꿈
  --dns-option-rm: DNS 옵션 제거
  --dns-rm: DNS 서버 제거
  --dns-search-add: DNS 검색 도메인을 추가하거나 바꿈
  --dns-search-rm: DNS 검색 도메인 제거
  --env-add: 환경 변수를 추가하거나 바꿈
  --env-rm: 환경 변수 제거
  --force: 바뀐 것이 없어도 실행
  --generic-resource-add: 노드 자원 추가
  --generic-resource-rm: 노드 자원 제거
  --group-add: 그룹 추가
  --group-rm: 그룹 제거
  --host-add: hosts 파일에 줄 추가 (host:ip)
  --host-rm: hosts 파일에서 줄 제거 (host:ip)
  --image: 태스크의 이미지
  --label-add: 서비스 레이블을 추가하거나 바꿈
  --label-rm: 서비스 레이블 제거
  --mount-add: 마운트를 추가하거나 바꿈
  --mount-rm: 대상 경로로 마운트 제거
  --network-add: 네트워크 추가
  --network-rm: 네트워크 제거
  --placement-pref-add: 태스크 배치 기준 추가
  --placement-pref-rm: 태스크 배치 기준 제거
  --publish-add: 공개할 포트를 추가하거나 바꿈
  --publish-rm: 대상 포트로 공개 포트 제거
  --rollback: 이전 설정으로 되돌림
  --secret-add: 비밀을 추가하거나 바꿈
  --secret-rm: 비밀 제거
  --sysctl-add: 커널 설정을 추가하거나 바꿈
  --sysctl-rm: 커널 설정 제거
  --ulimit-add: 자원 제한을 추가하거나 바꿈
  --ulimit-rm: 자원 제한 제거
stack: 스웜의 스택
stack config: 합쳐진 파일 보기
  --compose-file: Compose 파일. "-"이면 표준 입력
  --skip-interpolation: 변수를 적힌 그대로 둠
stack deploy: Compose 파일의 서비스를 시작하거나 바꾸기
  --compose-file: Compose 파일. "-"이면 표준 입력
  --detach: 기다리지 않고 돌아옴
  --prune: 파일에 없는 서비스를 끝냄
  --quiet: 진행 상황을 출력하지 않음
  --resolve-image: 레지스트리에 다이제스트를 물을 때 ("always", "changed", "never")
  --with-registry-auth: 레지스트리 인증 정보를 노드에 전달
stack ls: 스택 목록
stack ps: 스택의 태스크 목록
  --no-resolve: 이름 대신 ID 출력
stack rm: 스택 끝내기
  --detach: 기다리지 않음
stack services: 스택의 서비스 목록
swarm: 엔진의 클러스터
swarm ca: 스웜의 루트 인증서를 보거나 바꾸기
  --ca-cert: 새 루트 인증서 파일
  --ca-key: 그 키 파일
  --cert-expiry: 노드 인증서의 유효 기간 (ns|us|ms|s|m|h)
  --detach: 기다리지 않고 돌아옴
  --external-ca: 서명할 인증 기관
  --quiet: 진행 상황을 출력하지 않음
  --rotate: 인증서를 바꿈
swarm init: 스웜 시작
  --advertise-addr: 다른 노드에 알릴 주소 (형식: "<ip|interface>[:port]")
  --autolock: 매니저를 잠금
  --availability: 태스크를 받을지 ("active", "pause", "drain")
  --cert-expiry: 노드 인증서의 유효 기간 (ns|us|ms|s|m|h)
  --data-path-addr: 컨테이너 통신에 쓸 주소 (형식: "<ip|interface>")
  --data-path-port: 그 포트 (1024~49151. 0이거나 없으면 4789)
  --default-addr-pool: 네트워크에 줄 주소 (CIDR 형식)
  --default-addr-pool-mask-length: 네트워크 프리픽스의 길이
  --dispatcher-heartbeat: 살아 있음을 알리는 간격 (ns|us|ms|s|m|h)
  --external-ca: 서명할 인증 기관
  --force-new-cluster: 지금 상태로 새로 시작
  --listen-addr: 기다릴 주소 (형식: "<ip|interface>[:port]")
  --max-snapshots: 남겨 둘 Raft 스냅숏 수
  --snapshot-interval: Raft 스냅숏 사이의 로그 수
  --task-history-limit: 남겨 둘 지난 태스크 수
swarm join: 워커나 매니저로 스웜에 들어가기
  --advertise-addr: 다른 노드에 알릴 주소 (형식: "<ip|interface>[:port]")
  --availability: 태스크를 받을지 ("active", "pause", "drain")
  --data-path-addr: 컨테이너 통신에 쓸 주소 (형식: "<ip|interface>")
  --listen-addr: 기다릴 주소 (형식: "<ip|interface>[:port]")
  --token: 들어갈 때 쓰는 토큰
swarm join-token: 참가 토큰을 보거나 바꾸기
  --quiet: 토큰만 출력
  --rotate: 토큰을 바꿈
swarm leave: 스웜에서 나가기
  --force: 스웜에 필요한 노드여도 나감
swarm unlock: 스웜 잠금 풀기
swarm unlock-key: 잠금을 푸는 키를 보거나 바꾸기
  --quiet: 키만 출력
  --rotate: 키를 바꿈
swarm update: 스웜 설정 바꾸기
  --autolock: 매니저 잠금 여부 (true|false)
  --cert-expiry: 노드 인증서의 유효 기간 (ns|us|ms|s|m|h)
  --dispatcher-heartbeat: 살아 있음을 알리는 간격 (ns|us|ms|s|m|h)
  --external-ca: 서명할 인증 기관
  --max-snapshots: 남겨 둘 Raft 스냅숏 수
  --snapshot-interval: Raft 스냅숏 사이의 로그 수
  --task-history-limit: 남겨 둘 지난 태스크 수
trust: 서명된 이미지
trust inspect: 이미지에 누가 서명했는지 보기
  --pretty: 읽기 쉽게 출력
trust key: 서명 키
trust key generate: 서명 키 만들기
  --dir: 키를 둘 디렉터리 (기본값은 현재 디렉터리)
trust key load: 파일에서 키 가져오기
  --name: 키 이름
trust revoke: 이미지의 서명 취소
  --yes: 묻지 않고 실행
trust sign: 이미지에 서명
  --local: 여기 있는 이미지에 서명
trust signer: 서명할 수 있는 사람
trust signer add: 서명할 사람 추가
  --key: 그 사람의 공개 키 파일
trust signer remove: 서명할 사람 빼기
  --force: 마지막 사람이어도 뺌
checkpoint: 실행 중인 컨테이너의 체크포인트
checkpoint create: 실행 중인 컨테이너의 상태 저장
checkpoint ls: 컨테이너의 체크포인트 목록
checkpoint rm: 체크포인트 삭제
`;
