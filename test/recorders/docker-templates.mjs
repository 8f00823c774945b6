// Records what a real docker prints for a list of --format templates, as truth for the template engine.
// Usage: node test/recorders/docker-templates.mjs > test/simulator/cli/data/templates.json
// Needs a docker CLI with a reachable engine that has the image `busybox`.
import { execFileSync, spawnSync } from 'node:child_process';

const name = 'template-truth';
const docker = (...args) => spawnSync('docker', args, { encoding: 'utf8' });

docker('rm', '-f', name);
execFileSync('docker', ['pull', '-q', 'busybox']);
execFileSync('docker', [
  'create', '--name', name, '-p', '8080:80', '-p', '127.0.0.1:5353:53/udp', '-e', 'A=1', '-e', 'GREETING=안녕 "you"',
  '--label', 'k=v', '--label', 'com.example.team=a&b <c>', '-v', 'template-vol:/v', '--memory', '64m',
  '--health-cmd', 'true', '--health-interval', '90s', '--restart', 'on-failure:3', '--tmpfs', '/t:size=1m',
  '--ulimit', 'nofile=1024:2048', '--sysctl', 'net.core.somaxconn=1024',
  'busybox', 'sh', '-c', 'echo "one two"; exit 3',
]); // prettier-ignore

const templates = `
{{.Name}}
{{.State}}
{{.State.Status}} {{.State.Running}}
{{.State.Nope}}
{{.Nope}}
{{.Nope.More}}
{{.Id}}
{{.ID}}
{{.Id}} {{.ID}}
{{.Config.Env}}
{{json .Config.Env}}
{{json .Config}}
{{json .HostConfig.PortBindings}}
{{json .}}
{{.Config.Labels}}
{{.Config.Labels.k}}
{{.Config.Labels.none}}
{{.Config.Labels.none.deeper}}
{{index .Config.Labels "com.example.team"}}
{{index .Config.Labels "none"}}|
{{index .Config.Env 0}}
{{index .Config.Env 99}}
{{index .Config.Env -1}}
{{index .Config.Env "0"}}
{{index .Config.Env (len .Config.Env)}}
{{index .Config.Env}}
{{index .Nope 1}}
{{index .Config.Cmd 0 0}}
{{index .Name 1}}
{{index 3 1}}
{{index nil 1}}
{{index .HostConfig.PortBindings "80/tcp"}}
{{(index (index .HostConfig.PortBindings "80/tcp") 0).HostPort}}
{{(index (index .HostConfig.PortBindings "81/tcp") 0).HostPort}}
{{with index .HostConfig.PortBindings "81/tcp"}}{{(index . 0).HostPort}}{{else}}none{{end}}
{{range .Config.Env}}{{.}};{{end}}
{{range $i, $e := .Config.Env}}{{$i}}={{$e}} {{end}}
{{range $e := .Config.Env}}{{$e}}{{end}}
{{range $k, $v := .HostConfig.PortBindings}}{{$k}}->{{(index $v 0).HostPort}} {{end}}
{{range .NetworkSettings.Networks}}{{.NetworkID | len}}{{end}}
{{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}}
{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}}{{end}}
{{.Mounts}}
{{json .Mounts}}
{{range .Nope}}x{{else}}empty{{end}}
{{range .Config.OnBuild}}x{{else}}empty{{end}}
{{range .Name}}x{{end}}
{{range .State.Pid}}x{{end}}
{{range 3}}{{.}}{{end}}
{{range $i := 2}}{{$i}}{{end}}
{{range $i, $c := .Config.Env}}{{if eq $i 1}}{{continue}}{{end}}{{if gt $i 2}}{{break}}{{end}}{{$i}}{{end}}
{{if .State.Running}}up{{else}}down{{end}}
{{if not .State.Running}}down{{end}}
{{if eq .State.Status "created"}}yes{{end}}
{{if eq .State.Status "a" "created"}}yes{{end}}
{{if eq .State.ExitCode 0}}zero{{end}}
{{if eq .State.ExitCode "0"}}zero{{end}}
{{if eq .State.ExitCode 0.0}}zero{{end}}
{{if eq .Config.Env 1}}x{{end}}
{{if lt .State.ExitCode 1}}less{{end}}
{{if lt .State.Status 1}}less{{end}}
{{if lt "a" "b"}}less{{end}}
{{if le 1 1}}le{{end}}{{if ge 1 2}}ge{{end}}{{if gt 2 1}}gt{{end}}{{if ne 1 2}}ne{{end}}
{{if and .State.Running .State.Paused}}both{{else}}no{{end}}
{{if or .State.Running .State.Status}}one{{end}}
{{and 1 0 2}}|{{or 0 "" "x"}}|{{or 0 ""}}|{{and 1 2}}
{{and}}
{{not 0}} {{not 1 2}}
{{if .State.Running}}a{{else if .State.Paused}}b{{else if .State.Status}}c{{else}}d{{end}}
{{with .State}}{{.Status}}{{end}}
{{with .Nope}}x{{else}}none{{end}}
{{with $x := 5}}{{$x}}{{end}}
{{with .State.Running}}a{{else with .State.Status}}{{.}}{{end}}
{{$x := .Name}}{{$x}} {{$x = "b"}}{{$x}}
{{$x}}
{{$.Name}}
{{range .Config.Env}}{{$.Name}}{{end}}
{{len .Config.Env}} {{len .Name}} {{len .Config.Labels}}
{{len .State}}
{{len 3}}
{{len nil}}
{{len}}
{{len .Name .Name}}
{{.Name | len}}
{{.Name | printf "%s!"}}
{{.Name | upper | lower | title}}
{{upper .Name}}
{{upper .State.Pid}}
{{upper .Nope}}
{{upper 3}}
{{upper}}
{{title "hello big-world it's ok_go 2nd"}}
{{lower .Config}}
{{split .Name "a"}}
{{split "a,b,c" ","}}
{{join (split "a,b,c" ",") "-"}}
{{join .Config.Cmd " "}}
{{join .Config.Env ", "}}
{{join .Config.OnBuild ", "}}|
{{join .Name ","}}
{{join .Config.Cmd}}
{{pad .Name 2 3}}|
{{pad "" 2 3}}|
{{pad .Name -1 3}}|
{{truncate .Name 4}}
{{truncate .Name 400}}
{{truncate .Name -1}}
{{truncate "안녕하세요" 6}}
{{print 1 2 "a" "b" 3 true nil}}
{{print .Name .Driver}}
{{println .Name}}|
{{println "a" 1}}|
{{printf "%s %d %v %q" .Name .State.ExitCode .State.Running .Driver}}
{{printf "%d" .Name}}
{{printf "%s" .State.ExitCode}}
{{printf "%s"}}
{{printf "%s" "a" "b"}}
{{printf "%!"}}
{{printf "%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%U" 42 42 42 42 255 255 8 5 65 65}}
{{printf "%8.3f|%-8.2f|%e|%g|%G" 3.14159 2.5 1234.5678 0.00001 1e21}}
{{printf "%10s|%-10s|%.2s|%q|%x" "ab" "ab" "abc" "a\\tb" "hi"}}
{{printf "%v %+v %T" .HostConfig.RestartPolicy .HostConfig.RestartPolicy .HostConfig.RestartPolicy}}
{{printf "%T %T %T %T" .Name .State.ExitCode .Config.Env .Config.Labels}}
{{printf "%t" true}} {{printf "%t" 1}}
{{printf "%v" nil}}
{{printf "%[2]s %[1]s" "a" "b"}}
{{printf "%*d" 5 42}}
{{printf "%6.2f%%" 12.345}}
{{printf "%#v" "a"}} {{printf "%#x" 255}}
{{printf 3}}
{{printf}}
{{html "<a href='x'>&"}} {{js "it's <b>"}} {{urlquery "a b&c=d/é"}}
{{slice .Name 1 3}}|{{slice .Name 2}}|{{slice .Name}}
{{slice .Name 3 1}}
{{slice .Name 0 1 2}}
{{slice .Name 100}}
{{slice .Config.Env 0 1}}
{{slice 3 1}}
{{call .Name}}
{{.Name 1}}
{{.State.Status 1}}
{{.Config.Labels.k 1}}
{{.Name.First}}
{{.State.Running.X}}
{{.Config.Env.X}}
{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.NanoCPUs}}
{{.HostConfig.RestartPolicy}}
{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}
{{.HostConfig.LogConfig}}
{{.HostConfig.Ulimits}}
{{.HostConfig.ConsoleSize}}
{{.HostConfig.MemorySwappiness}}
{{.HostConfig.PidsLimit}}
{{.HostConfig.Tmpfs}} {{.HostConfig.Sysctls}}
{{.HostConfig.NetworkMode}} {{upper .HostConfig.NetworkMode}}
{{.HostConfig.PortBindings}}
{{.Config.ExposedPorts}}
{{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Test}}
{{json .Config.Healthcheck}}
{{.Config.Healthcheck}}
{{.State.Health}}
{{.State.Health.Status}}
{{.Config.StopTimeout}}
{{.GraphDriver.Name}} {{.GraphDriver.Data.ID | len}}
{{.SizeRw}}
{{.Config.Volumes}} {{.Config.Entrypoint}} {{.Config.OnBuild}}
{{.NetworkSettings.IPAddress}}|{{.NetworkSettings.Ports}}
{{.ExecIDs}} {{json .ExecIDs}}
{{true}} {{false}} {{1}} {{1.5}} {{1e3}} {{0x10}} {{'a'}} {{"s"}} {{\`raw\`}}
{{1_000}} {{0b11}} {{0o17}} {{-3}} {{+4}} {{.5}}
{{99999999999999999999}}
{{1.}}
{{nil}}
{{nil | len}}
{{3 | 4}}
{{"a" "b"}}
{{.}} {{. 1}}
{{/* a comment */}}x
{{- /* trimmed */ -}} x
  a {{- .Name -}}   b
{{ .Name }}  {{  .Driver  }}
{{define "t"}}[{{.}}]{{end}}{{template "t" .Name}}
{{block "b" .Name}}({{.}}){{end}}
{{template "nope"}}
{{template "t" .Name}}{{define "t"}}<{{.}}{{end}}
{{define "x"}}{{.Nope}}{{end}}{{template "x" .}}
{{.Name
{{
{{}}
{{.Name}
{{ .Name }} }}
{{"unterminated}}
{{'ab'}}
{{'a}}
{{\`raw}}
{{/* open
{{/* x */ }}
{{nosuch .Name}}
{{.Name | nosuch}}
{{.Name | 3}}
{{.Name |}}
{{| .Name}}
{{if}}x{{end}}
{{if .Name}}x
{{end}}
{{else}}
{{if .Name}}a{{else}}b{{else}}c{{end}}
{{range}}x{{end}}
{{break}}
{{range .Config.Env}}{{break 1}}{{end}}
{{.Name )}}
{{(.Name}}
{{(.Name)}}
{{(.State).Status}}
{{(.State).Nope}}
{{("a").B}}
{{1.B}}
{{.Name,}}
{{.Na-me}}
{{.Name@}}
{{@}}
{{한글}}
{{.한글}}
{{$a, $b := .Config.Env}}
{{range $a, $b, $c := .Config.Env}}{{end}}
{{range $a, 3 := .Config.Env}}{{end}}
{{template}}
{{template "a" "b" "c"}}
{{define}}x{{end}}
{{define "a"}}x
{{end "x"}}
{{else if}}
{{.Name}}\\n{{.Driver}}
{{.Name}}\\t{{.Driver}}
{{:}}
{{=}}
{{3x}}
{{"\\q"}}
{{"\\u00e9\\x41\\n"}}|
{{json .Config.Labels}}
{{json .Name}} {{json 3}} {{json 1.5}} {{json nil}} {{json "<&>"}}
{{json}}
{{json .Name .Name}}
{{.Config.Cmd | json}}
{{json .State.Pid | len}}
{{with $e := index .Config.Env 0}}{{$e}}{{end}}
{{range $k, $v := .Config.Labels}}{{$k}}: {{$v}}{{println}}{{end}}
{{ $x := 1 }}{{ range .Config.Cmd }}{{ $x = 2 }}{{ end }}{{ $x }}
{{eq 1}}
{{eq}}
{{eq .Nope nil}}
{{eq .State.Error ""}}
{{eq .Config.Env .Config.Env}}
{{ne .Name "x"}} {{lt 1 2.0}}
{{lt 1}}
{{.Created | printf "%.4s"}}
{{printf "%.1f" .State.ExitCode}}
{{slice (index .Config.Env 0) 0 1}}
table {{.Name}}
json
table
`
  .split('\n')
  .filter((line) => line !== '');
templates.push(
  'line one\n{{.Name}}\n  {{.Nope}}',
  '{{.Name}}\n{{.State',
  '{{if .Name}}\n\n{{.Broken',
  'no action at all',
);

const facts = JSON.parse(docker('inspect', name).stdout);
const results = templates.map((template) => {
  const { stdout, stderr, status } = docker('inspect', '-f', template, name);
  return { template, stdout, stderr, status };
});
const version = docker('version', '-f', '{{.Client.Version}} {{.Client.GoVersion}}').stdout.trim();
docker('rm', '-f', name);
docker('volume', 'rm', 'template-vol');
process.stdout.write(`${JSON.stringify({ docker: version, inspect: facts[0], results }, null, 1)}\n`);
