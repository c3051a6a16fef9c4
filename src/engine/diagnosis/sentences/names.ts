import type { Sentence } from './sentence.js';

/** Causes that lie in names and words. */
export const nameSentences = {
  'namespace-never-made': {
    en: 'no step has made a namespace {name}[; {nearest} may be meant]',
    zh: '没有任何步骤创建过命名空间 {name}[；可能是指 {nearest}]',
    try: { en: '[write {nearest}; or ]make it first: ip netns add {name}', zh: '[改为 {nearest}；或]先创建：ip netns add {name}' },
  },
  'namespace-deleted': {
    en: 'the namespace {name} is gone: line {line} has deleted it, and nothing has made it again',
    zh: '命名空间 {name} 已不存在：第 {line} 行把它删除了，之后没有重新创建',
    try: { en: 'make it again before: ip netns add {name}; or delete it later', zh: '先重新创建：ip netns add {name}；或晚些再删除' },
  },
  'namespace-kept': {
    en: 'line {line} has only taken the name {name} away: {holder} still holds the namespace, so its links live on',
    zh: '第 {line} 行只去掉了名字 {name}：{holder} 仍占用该命名空间，其中的接口还在',
    try: { en: 'end {holder} first', zh: '先结束 {holder}' },
  },
  'namespace-exists': {
    en: 'there is a namespace {name} already[, made in line {line}]',
    zh: '命名空间 {name} 已经存在[，由第 {line} 行创建]',
    try: {
      en: 'leave this step out, choose another name, or delete the old one: ip netns del {name}',
      zh: '去掉这一步、换个名字，或先删除旧的：ip netns del {name}',
    },
  },
  'link-never-made': {
    en: 'there is no link {name} in {namespace}, nor anywhere else[; {nearest} may be meant]',
    zh: '{namespace} 中没有接口 {name}，别处也没有[；可能是指 {nearest}]',
    try: { en: '[write {nearest}; or ]make the link first', zh: '[改为 {nearest}；或]先创建该接口' },
  },
  'link-in-other-namespace': {
    en: '{name} is in {place}, not in {namespace}[; line {line} has moved it]',
    zh: '{name} 在 {place}，不在 {namespace}[；第 {line} 行移动了它]',
    try: { en: 'type the command where the link is', zh: '在该接口所在的命名空间中执行' },
  },
  'link-deleted': {
    en: 'the link {name} is gone since line {line}',
    zh: '接口 {name} 在第 {line} 行之后已不存在',
    try: {
      en: 'make it again before, or delete later; a veth goes with its other end and with the namespace of either',
      zh: '先重新创建，或晚些再删除；veth 会随其对端或任一端的命名空间一起消失',
    },
  },
  'link-renamed': {
    en: '{name} is called {now} since line {line}',
    zh: '{name} 自第 {line} 行起改名为 {now}',
    try: { en: 'write {now}', zh: '改为 {now}' },
  },
  'link-exists': {
    en: 'there is a link {name} in {namespace} already[, made in line {line}]',
    zh: '{namespace} 中已经有接口 {name}[，由第 {line} 行创建]',
    try: { en: 'choose another name, or delete the old one first', zh: '换个名字，或先删除旧的' },
  },
  'name-too-long': {
    en: 'the name {name} has {length} letters, and that of a link has {most} at most',
    zh: '名字 {name} 有 {length} 个字符，而接口名最多 {most} 个',
    try: { en: 'choose a shorter name, here and wherever it stands', zh: '换一个较短的名字，所有出现处一并修改' },
  },
  'device-busy': {
    en: '{name} is in use[ by {by}], so this can’t be done to it',
    zh: '{name} 正在被[ {by} ]使用，因此无法执行此操作',
    try: { en: 'free it first', zh: '先解除占用' },
  },
  'already-a-port': {
    en: '{name} is a port of {bridge} already',
    zh: '{name} 已经是 {bridge} 的端口',
    try: {
      en: 'take it out first: ip link set {name} nomaster; or leave the step out',
      zh: '先移出：ip link set {name} nomaster；或去掉这一步',
    },
  },
  'lo-stays': {
    en: 'lo belongs to its namespace: it can’t be moved or deleted',
    zh: 'lo 属于其命名空间，不能移动或删除',
    try: { en: 'every namespace has an lo of its own; set that up', zh: '每个命名空间都有自己的 lo，直接启用它即可' },
  },
  'shell-not-left': {
    en: 'the shell of {namespace} that line {line} has opened was never left, so this is typed in there',
    zh: '第 {line} 行打开的 {namespace} 的 shell 一直没有退出，所以本命令在那里执行',
    try: { en: 'write `exit` before this step', zh: '在这一步之前写上 `exit`' },
  },
  'word-misspelt': {
    en: '{word} is no word that it knows; {meant} may be meant',
    zh: '{word} 不是它认识的词；可能是指 {meant}',
    try: { en: 'write {meant}', zh: '改为 {meant}' },
  },
  'program-unknown': {
    en: 'there is no program {name} here[; {nearest} may be meant]',
    zh: '这里没有程序 {name}[；可能是指 {nearest}]',
    try: { en: 'correct the name, or install the program before', zh: '改正名字，或先安装这个程序' },
  },
  'file-missing': {
    en: 'there is no {path} here',
    zh: '这里没有 {path}',
    try: { en: 'correct the path: ls shows what there is', zh: '改正路径：ls 会列出有什么' },
  },
  'setting-unknown': {
    en: 'the kernel has no setting {name}[; {nearest} may be meant]',
    zh: '内核没有参数 {name}[；可能是指 {nearest}]',
    try: { en: 'correct the name: sysctl -a lists them', zh: '改正名字：sysctl -a 可列出全部参数' },
  },
  'setting-read-only': {
    en: 'the setting {name} belongs to the machine, and can’t be changed from here',
    zh: '参数 {name} 属于整台机器，不能在这里修改',
    try: { en: 'change only what is below net/', zh: '只修改 net/ 之下的参数' },
  },
  'not-permitted': {
    en: 'it is typed without the rights of root',
    zh: '执行时没有 root 权限',
    try: { en: 'type it as root, or with sudo', zh: '以 root 身份或用 sudo 执行' },
  },
} as const satisfies Record<string, Sentence>;
