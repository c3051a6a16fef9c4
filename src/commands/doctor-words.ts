import type { Finding } from '../lab/preflight.js';
import type { Language } from '../network/language.js';

/** What `doctor` says beside its findings. */
export interface DoctorWords {
  readonly status: Readonly<Record<Finding['status'], string>>;
  readonly lacks: (names: readonly string[]) => string;
  readonly noLab: string;
  readonly skipped: string;
  readonly toInstall: (command: string) => string;
  readonly installing: (packages: readonly string[]) => string;
  readonly ask: (command: string) => string;
  readonly onMachine: string;
  readonly inPlace: (place: string) => string;
  readonly work: (where: string) => string;
  readonly doNotWork: (where: string) => string;
  readonly skips: (tools: readonly string[]) => string;
}

export const doctorWords: Readonly<Record<Language, DoctorWords>> = {
  en: {
    status: { ok: 'ok', missing: 'missing', failed: 'failed', limited: 'limited', untried: 'not tried' },
    lacks: (names) => `This machine lacks ${names.join(', ')}.`,
    noLab: 'Without some of them no lab can be made.',
    skipped: 'Steps that need them are skipped.',
    toInstall: (command) => ` To install them: ${command}`,
    installing: (packages) => `Installing ${packages.join(', ')} with apt-get; this can take a minute.`,
    ask: (command) => `Install them now? (${command})`,
    onMachine: 'on this machine',
    inPlace: (place) => `here, in ${place}`,
    work: (where) => `Labs work ${where}.`,
    doNotWork: (where) => `Labs do not work yet ${where}.`,
    skips: (tools) => ` Steps that need ${tools.join(', ')} are skipped.`,
  },
  zh: {
    status: { ok: '正常', missing: '缺少', failed: '失败', limited: '受限', untried: '未测试' },
    lacks: (names) => `本机缺少 ${names.join('、')}。`,
    noLab: '缺少其中一些就无法创建实验环境。',
    skipped: '需要它们的步骤会被跳过。',
    toInstall: (command) => `安装命令：${command}`,
    installing: (packages) => `正在用 apt-get 安装 ${packages.join('、')}，可能需要一分钟。`,
    ask: (command) => `现在安装吗？（${command}）`,
    onMachine: '在本机上',
    inPlace: (place) => `在这里（${place}）`,
    work: (where) => `${where}可以使用实验环境。`,
    doNotWork: (where) => `${where}还不能使用实验环境。`,
    skips: (tools) => `需要 ${tools.join('、')} 的步骤会被跳过。`,
  },
};
