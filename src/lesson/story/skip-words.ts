export type SkipParams = Readonly<Record<string, string | number>>;

/** What is said of a command that is not run, so far as the text of the lesson tells. */
export interface SkipWords {
  readonly 'foreign-process': (params: SkipParams) => string;
  readonly 'foreign-shell': (params: SkipParams) => string;
  readonly 'foreign-link': (params: SkipParams) => string;
  readonly 'foreign-machine': (params: SkipParams) => string;
  readonly installs: (params: SkipParams) => string;
  readonly fetches: (params: SkipParams) => string;
  readonly registry: (params: SkipParams) => string;
  readonly 'asks-outside': (params: SkipParams) => string;
  readonly services: (params: SkipParams) => string;
  readonly modules: (params: SkipParams) => string;
  readonly placeholder: (params: SkipParams) => string;
  readonly redisplay: (params: SkipParams) => string;
}

export const skipWords: Readonly<Record<'en' | 'zh', SkipWords>> = {
  en: {
    'foreign-process': ({ pid }) => `the process ${pid} is one of the author's machine`,
    'foreign-shell': ({ machine }) => `it is typed on another machine, ${machine}`,
    'foreign-link': ({ name }) => `the link ${name} is one of the author's machine`,
    'foreign-machine': () => 'it needs another machine',
    installs: () => 'it installs from the network, and a lab has no internet',
    fetches: () => 'it fetches a repository, and a lab has no internet',
    registry: () => 'it asks a registry, and a lab has no internet',
    'asks-outside': ({ name }) => `it asks ${name}, and a lab has no internet`,
    services: ({ program }) => `${program} needs the services of a whole machine, which a lab has not`,
    modules: ({ program }) => `${program} changes what the kernel of the machine has loaded`,
    placeholder: ({ count, names, set }) => `${names} ${count === 1 ? 'stands' : 'stand'} for something of yours: ${set}`,
    redisplay: () => 'it is shown again while it still runs',
  },
  zh: {
    'foreign-process': ({ pid }) => `进程 ${pid} 是作者机器上的`,
    'foreign-shell': ({ machine }) => `这条命令要在另一台机器 ${machine} 上输入`,
    'foreign-link': ({ name }) => `接口 ${name} 是作者机器上的`,
    'foreign-machine': () => '需要另一台机器',
    installs: () => '要从网络上安装，而实验环境不能上网',
    fetches: () => '要下载代码仓库，而实验环境不能上网',
    registry: () => '要访问镜像仓库，而实验环境不能上网',
    'asks-outside': ({ name }) => `要访问 ${name}，而实验环境不能上网`,
    services: ({ program }) => `${program} 需要整台机器的系统服务，实验环境没有`,
    modules: ({ program }) => `${program} 会改变本机内核加载的模块`,
    placeholder: ({ names, set }) => `${names} 代表要由你填写的内容：${set}`,
    redisplay: () => '它仍在运行，这里只是再次显示',
  },
};
