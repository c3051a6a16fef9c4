import type { HelpWords } from './help-words.js';

const reporter = 'terminal、ndjson、json、junit 或 github，写到标准输出或 =FILE；html=FOLDER；可以多次给出（默认：terminal）';
const set = '占位符（如 <NAME>）的值；可以多次给出';

export const chineseHelp: HelpWords = {
  description: '在真实的内核命名空间中逐步运行关于 Linux 网络命名空间的 Markdown 课程，并验证每一步。',
  shown: '（nslab --help 会列出全部命令）',
  version: '显示版本号',
  help: '显示命令的帮助',
  lang: 'en 或 zh，nslab 的界面语言（默认：由 locale 决定）',
  helpOfCommand: '显示命令的帮助',
  headings: { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' },
  after: `
示例：
  nslab                              从菜单中选择一课并跟随它
  nslab check lessons                运行并验证一个目录中的所有课程
  nslab plan tutorial.md             文档中哪些内容会运行，其他行为什么不运行
  nslab draw                         画出本机的网络
  nslab doctor --install             安装本机缺少的程序`,
  learn: {
    description: '逐步跟随一课；没有终端时，运行它并打印每一步的判定',
    argument: 'Markdown 文件，或供选择课程的目录；省略时从 nslab 自带的课程中选择',
    options: {
      restart: '从头开始这一课，不管之前做过什么',
      reset: '清除某一课的学习进度和操作记录，不开始任何课程；会先询问',
      yes: '与 --reset 一起使用：不询问',
      plain: '不重绘、不画框，供屏幕阅读器使用；也可用 NSLAB_PLAIN=1',
    },
    after: `
遇到命令时：按回车运行它；也可以输入自己的命令，效果相同就算完成。u 撤销上一次操作，h 给出提示，t 是实验环境自己的 shell，
? 列出其他按键。你做过的事会被保存，以便下次继续：见 docs/learning.md。

示例：
  nslab learn
  nslab learn --lang zh
  nslab learn lessons/zh/01-two-namespaces.md
  nslab learn docs
  nslab learn --restart lessons/en/01-two-namespaces.md
  nslab learn --reset lessons/en/01-two-namespaces.md`,
  },
  check: {
    description: '运行并验证文件或目录',
    argument: 'Markdown 文件，或要在其中查找的目录；省略时为配置中的 `paths`',
    options: {
      reporter,
      jobs: '同时运行几个课程，每个都在自己的实验环境中（默认：最多 4 个，每核一个）',
      keep: '停在第一个失败的步骤，并留在它的实验环境中',
      'allow-privileged': '同意为需要的课程以本机 root 身份使用带 Docker 的实验环境',
      snapshots: '每一步之后查看网络：报告会显示它改变了什么，并附一张图',
      'fail-on': '哪些判定算作失败，例如 fail,drift:content（默认：fail,drift,unreachable）',
      strict: '在这里无法运行的步骤也算作失败',
      update: '把不同之处的实际输出写入课程，并打印所做的改动',
      force: '设置了 CI 时也允许 --update 修改文件',
      baseline: '列出已知失败的文件；重新通过的会被指出',
      'write-baseline': '把这次运行的失败写入 --baseline 的文件',
      'min-checked': '检查的步骤少于这个数就算失败；0：没有可检查的也可以（默认：1）',
      set,
      only: '只判定这一步，用键或行号指定；可以多次给出',
      from: '从这一步开始判定；之前的步骤照样运行',
      to: '到这一步为止',
      changed: '只运行某个版本以来改动过的课程（默认：上次提交）',
      watch: '有改动就重新运行，直到按 Ctrl-C',
      shard: '只运行 n 份课程中的第 i 份',
      config: '配置文件（默认：当前目录或上级目录中最近的 nslab.config.yaml）',
      'no-config': '不查找配置文件',
    },
    after: `
退出状态：0 每一步都通过或跳过，且至少有一步通过；1 有步骤失败、输出不符或未能到达；
2 有课程无法运行、用法错误或没有可检查的内容；128+n 被信号 n 终止。

示例：
  nslab check lessons
  nslab check tutorial.md docs --jobs 2
  nslab check --keep lessons/en/01-two-namespaces.md
  nslab check --allow-privileged docker.md
  nslab check --set NAME=ns1 --from 40 tutorial.md
  nslab check --snapshots lessons/en/01-two-namespaces.md
  nslab check docs --update
  nslab check docs --baseline nslab-baseline.yaml --write-baseline
  nslab check docs --watch
  nslab check docs --changed
  nslab check docs --changed=origin/main --shard 1/3
  nslab check --reporter terminal --reporter junit=report.xml --reporter html=report/ lessons
  nslab check --reporter ndjson lessons | jq -c 'select(.type == "step:end" and .verdict != "pass")'`,
  },
  report: {
    description: '由记录为 NDJSON 的运行生成报告，多次运行合为一份；不运行任何内容',
    argument: '`nslab check --reporter ndjson=FILE` 写出的文件，例如每个分片一个',
    options: {
      reporter,
    },
    after: `
退出状态取各次运行中最差的一个；运行被信号终止或没有结尾时也是 2。

示例：
  nslab report shard-*.ndjson
  nslab report --reporter junit=report.xml --reporter html=report/ shard-1.ndjson shard-2.ndjson`,
  },
  plan: {
    description: '哪些内容会运行，其他行为什么不运行；不运行任何内容',
    argument: 'Markdown 文件，或要在其中查找的目录',
    options: {
      json: '每个文件一份 JSON 文档',
      keys: '显示每一步的键，即 check 的 --from、--to 和 --only 所用的',
      set,
    },
    after: `
示例：
  nslab plan tutorial.md
  nslab plan --json tutorial.md | jq .ignored`,
  },
  draw: {
    description: '画出课程某一步之后的网络、正在运行的实验环境的网络或本机的网络',
    argument: 'Markdown 文件，会在实验环境中运行；省略时为本机',
    options: {
      step: '在这一步之后，用键或行号指定（默认：最后一步）',
      lab: '正在运行的实验环境',
      svg: '输出 SVG',
      mermaid: '输出 Mermaid 流程图，可用于 Markdown 页面',
      json: '输出 JSON',
      ascii: '只用所有终端都有的字符',
      words: '用句子描述，适合屏幕阅读器',
      columns: '文本的最大宽度，不小于 60（默认：终端的宽度）',
      language: '与 --lang 相同',
      set,
      'allow-privileged': '如果课程需要，同意以本机 root 身份使用带 Docker 的实验环境',
    },
    after: `
示例：
  nslab draw
  nslab draw lessons/en/01-two-namespaces.md
  nslab draw lessons/en/01-two-namespaces.md --step 87 --svg > picture.svg
  nslab draw --lab`,
  },
  variants: {
    description: '在实验环境中输入列表里的命令变体，并说明每一个是否得到列表所说的判断',
    argument: '变体列表，或带有变体列表的课程',
    options: {},
    after: `
退出状态：0 全部与列表一致，1 有不一致的，2 列表或课程无法读取或运行。

示例：
  nslab variants lessons/zh/01-two-namespaces.md
  nslab variants docs/router.variants.yaml`,
  },
  doctor: {
    description: '说明本机缺少什么，并安装',
    argument: '',
    options: {
      install: '用 apt 安装缺少的程序；在其他系统上打印安装命令',
      yes: '不询问直接安装',
      json: '以 JSON 打印检查结果',
    },
    after: `
示例：
  nslab doctor
  nslab doctor --install --yes`,
  },
};
