import { distance } from 'fastest-levenshtein';
import { isIpForm } from './ip-forms.js';
import { isKnownCommand, networkTools } from './vocabulary.js';

type Words = readonly string[];
/** Whether arguments are such as the program takes; `undefined` where only a look at each word can tell. */
type Form = (args: Words) => boolean | undefined;

const isOption = (word: string | undefined): boolean => /^[-+]\S/.test(word ?? '');
/** A word with something in it that words of a sentence have not. */
const isTechnical = (word: string | undefined): boolean => /[-+/=$"'`{}*~:0-9_.<>\\[\]|@%]/.test(word ?? '');
const none: Form = (args) => args.length === 0;
/** Alone it may be an answer, or what something else has printed. */
const printed: Form = (args) => (args.length === 0 ? undefined : false);
const optionsOnly: Form = (args) => args.every(isOption);
const optionsFirst: Form = (args) => isOption(args[0]);
const oneOf =
  (text: string): Form =>
  (args) => {
    const verb = args.find((word) => !isOption(word)) ?? '';
    return text.split(/\s+/).some((known) => known === verb || (verb.length > 4 && distance(known, verb) === 1));
  };
const numbers: Form = (args) => args.length <= 2 && args.every((word) => /^[-$%!\d]/.test(word));
/** Files, folders and options; a bare word counts as a file only when it is not many of them. */
const files: Form = (args) =>
  args.length > 0 && (args.some(isTechnical) || args.length === 1 || (args.length === 2 && args.every((word) => word.length < 12)));
const technical: Form = (args) => args.some(isTechnical);
/** One host besides the options and their values. */
const host: Form = (args) => {
  const operands = args.filter((word, index) => !isOption(word) && !/^-[cIiWwstplMmQTnqfb]+$/.test(args[index - 1] ?? ''));
  return operands.length === 1 && (isTechnical(operands[0]) || operands[0] === 'localhost');
};
const device = /^(?:lo|[\w.$@:{}<>[\]-]*[\d$_<[-][\w.$@:{}<>[\]-]*|[a-z]{2,8}(?:br|eth|tap|tun)|br\w{1,10})$/;

/** What stands behind each program's name in commands, so far as it tells them from sentences that begin with the same word. */
const forms: Readonly<Record<string, Form>> = {
  '.': files,
  '[': (args) => args.some((word) => /^-[a-zA-Z]$|^[!=]?=|^-(?:eq|ne|lt|gt|le|ge)$/.test(word)),
  alias: (args) => args.length === 0 || args.some((word) => word.includes('=')),
  apk: oneOf('add del update upgrade info search'),
  apt: oneOf('install update upgrade remove purge search show list autoremove'),
  'apt-get': oneOf('install update upgrade remove purge dist-upgrade autoremove'),
  arp: (args) => args.length === 0 || isOption(args[0]) || (args.length === 1 && isTechnical(args[0])),
  arping: host,
  ash: (args) => args.length === 0 || technical(args),
  awk: technical,
  bash: (args) => args.length === 0 || technical(args),
  break: numbers,
  brctl: oneOf(
    'addbr delbr addif delif show showmacs showstp stp setageing setfd sethello setmaxage hairpin setbridgeprio setpathcost setportprio',
  ),
  bridge: (args) => {
    const [object = '', verb = 'show'] = args.filter((word) => !isOption(word));
    return (
      object.length > 0 &&
      /^(?:link|fdb|mdb|vlan|vni|monitor|mst)$/.test(object) &&
      /^(?:add|del(?:ete)?|show|list|ls|append|replace|set|get|flush|dev|tunnelshow)$/.test(verb)
    );
  },
  brew: oneOf('install update upgrade uninstall search info list services'),
  bundle: oneOf('install exec'),
  cat: (args) => args.length === 0 || files(args),
  chmod: technical,
  chown: technical,
  chgrp: technical,
  mkdir: files,
  cp: files,
  mv: files,
  rm: files,
  rmdir: files,
  readlink: files,
  realpath: files,
  ldd: files,
  gcc: technical,
  mknod: files,
  umount: files,
  pipework: technical,
  case: () => true,
  cd: (args) => args.length <= 1 || (args.length === 2 && args[0] === '-P'),
  clear: none,
  conntrack: optionsFirst,
  continue: numbers,
  curl: technical,
  date: (args) => args.every((word) => /^[-+]/.test(word)),
  dash: (args) => args.length === 0 || technical(args),
  df: (args) => args.length === 0 || technical(args),
  dhclient: (args) => args.length > 0 && args.every((word) => isOption(word) || device.test(word)),
  dig: technical,
  dmesg: optionsOnly,
  dnf: oneOf('install update remove upgrade search'),
  docker: oneOf(
    `run exec ps inspect network build pull push images image container start stop rm rmi logs compose version info create kill tag save load
    import export volume cp top stats system attach login events port update wait restart swarm service node context`,
  ),
  'docker-compose': oneOf('up down ps exec logs build run start stop restart'),
  du: technical,
  echo: () => true,
  ethtool: (args) => args.some((word) => device.test(word) || isOption(word)),
  exit: numbers,
  export: (args) => args.length > 0 && args.every((word) => /^[A-Z_]\w*(?:=|$)/i.test(word) || word === '-p'),
  false: printed,
  find: (args) => /^[-./~$]/.test(args[0] ?? ''),
  fping: host,
  free: optionsOnly,
  function: () => true,
  git: oneOf('clone init add commit push pull checkout status log diff branch fetch submodule config'),
  grep: (args) => args.length >= 1 && (technical(args) || args.length === 1),
  head: technical,
  help: none,
  history: numbers,
  host: (args) => {
    const operands = args.filter((word, index) => !isOption(word) && !/^-[ctmNRW]$/.test(args[index - 1] ?? ''));
    return isTechnical(operands[0]) && operands.length <= 2;
  },
  hostname: (args) => args.length <= 1 && !/^(?:of|for|is)$/.test(args[0] ?? ''),
  hostnamectl: (args) => args.length === 0 || /^(?:set-hostname|status|hostname)$/.test(args[0]!),
  htop: optionsOnly,
  id: (args) => args.length === 0 || isOption(args[0]),
  ifconfig: (args) => {
    const [name, ...rest] = args.filter((word) => !isOption(word));
    if (name === undefined) return true;
    return (
      /^[\w.$@:{}<>[\]-]+$/.test(name) &&
      (rest.length > 0 || args.length === 1) &&
      (rest.length === 0
        ? isTechnical(name) || /^[a-z]{2,5}$|br/.test(name)
        : rest.every(
            (word) =>
              isTechnical(word) ||
              /^(?:up|down|netmask|broadcast|hw|ether|mtu|add|del|promisc|arp|multicast|pointopoint|inet6?)$/.test(word),
          ))
    );
  },
  install: technical,
  ip: (args) => isIpForm(args, (words) => wordsCertainty(words) !== 'none'),
  ip6tables: optionsFirst,
  'ip6tables-save': optionsOnly,
  ipset: oneOf('create add del test destroy list save restore flush rename swap'),
  iptables: optionsFirst,
  'iptables-restore': () => true,
  'iptables-save': optionsOnly,
  ipvsadm: optionsFirst,
  iperf: optionsFirst,
  iperf3: optionsFirst,
  jobs: optionsOnly,
  journalctl: (args) => args.length === 0 || isOption(args[0]),
  jq: technical,
  kill: (args) => args.length > 0 && args.every((word) => /^[-$%`'"<[{\d(]/.test(word)),
  killall: (args) => args.length > 0 && args.length <= 3,
  kubectl: oneOf('get apply create delete describe exec logs run expose label annotate edit scale rollout cluster-info port-forward'),
  last: optionsOnly,
  less: technical,
  let: technical,
  ll: (args) => args.length === 0 || technical(args),
  ln: (args) => args.length >= 2 && technical(args),
  local: (args) => args.some((word) => word.includes('=')),
  logout: none,
  look: technical,
  ls: (args) => args.length === 0 || technical(args) || args.length === 1,
  lsb_release: optionsOnly,
  lsmod: none,
  lsns: (args) => args.length === 0 || isOption(args[0]),
  make: (args) =>
    args.every(
      (word) =>
        isTechnical(word) || /^(?:install|all|clean|test|build|menuconfig|modules|modules_install|check|run|up|down|load)$/.test(word),
    ),
  man: (args) => args.length === 1 || (args.length === 2 && /^\d/.test(args[0]!)),
  minikube: oneOf('start stop delete ssh status dashboard service'),
  modprobe: (args) => args.length > 0 && args.every((word) => /^[-\w=]+$/.test(word)) && (args.length === 1 || technical(args)),
  more: technical,
  mount: (args) => args.length === 0 || technical(args),
  mtr: host,
  nano: files,
  nc: (args) => isOption(args[0]) || (args.length === 2 && args.every(isTechnical)),
  ncat: (args) => isOption(args[0]) || (args.length === 2 && args.every(isTechnical)),
  netcat: (args) => isOption(args[0]) || (args.length === 2 && args.every(isTechnical)),
  netplan: oneOf('apply try generate get set'),
  netstat: optionsOnly,
  networkctl: (args) => args.length === 0 || /^(?:list|status|lldp|reload|up|down)$/.test(args[0]!),
  nft: (args) =>
    isOption(args[0]) ||
    /^(?:add|list|delete|flush|insert|create|replace|monitor|reset|describe|rename|destroy)$/.test(args[0] ?? '') ||
    /^['"]/.test(args[0] ?? ''),
  nmap: technical,
  nmcli: (args) =>
    args.length === 0 || isOption(args[0]) || /^(?:c|con|connection|d|dev|device|g|general|n|networking|r|radio)$/.test(args[0]!),
  nslookup: technical,
  'ovs-ofctl': technical,
  'ovs-vsctl': (args) => technical(args) || /^(?:show|init)$/.test(args[0] ?? ''),
  findmnt: (args) => args.length === 0 || technical(args),
  setfacl: optionsFirst,
  getfacl: files,
  chcon: technical,
  lsblk: optionsOnly,
  tree: (args) => args.length === 0 || technical(args),
  pushd: (args) => args.length <= 1,
  popd: none,
  go: oneOf('run build get install mod test version env'),
  lxc: oneOf('list launch exec delete stop start network config info profile'),
  pacman: optionsFirst,
  passwd: (args) => args.length <= 2 && args.every((word) => !/^(?:file|for|of)$/.test(word)),
  paste: technical,
  pgrep: (args) => args.length > 0 && args.length <= 3,
  pidof: (args) => args.length > 0 && args.length <= 2,
  ping: host,
  ping6: host,
  pip: oneOf('install uninstall freeze list show download'),
  pip3: oneOf('install uninstall freeze list show download'),
  pkill: (args) => args.length > 0 && (technical(args) || args.length === 1),
  podman: oneOf('run exec ps inspect network build pull images start stop rm logs pod version info create kill'),
  printf: (args) => args.length > 0,
  ps: (args) => args.length === 0 || /^-|^[auxwfelj]+$/.test(args[0]!),
  pwd: optionsOnly,
  python: (args) => args.length === 0 || technical(args),
  python3: (args) => args.length === 0 || technical(args),
  read: (args) => isOption(args[0]) || (args.length === 1 && /^[A-Z_]+$/.test(args[0]!)),
  reset: none,
  resolvectl: (args) => args.length === 0 || /^(?:status|query|dns|domain|flush-caches)$/.test(args[0]!),
  return: numbers,
  route: (args) => args.length === 0 || isOption(args[0]) || (/^(?:add|del|delete)$/.test(args[0]!) && technical(args)),
  scp: technical,
  screen: (args) => args.length === 0 || isOption(args[0]),
  script: technical,
  sed: technical,
  select: () => undefined,
  service: (args) => args.length >= 2 && /^(?:start|stop|restart|status|reload)$/.test(args[1]!),
  set: (args) => /^(?:[-+][abefhkmnptuvxBCEHPT]*o?|--)$/.test(args[0] ?? ''),
  sh: (args) => args.length === 0 || technical(args),
  sleep: (args) => args.length >= 1 && args.every((word) => /^[\d.]+[smhd]?$|^\$|^infinity$/.test(word)),
  socat: technical,
  sort: (args) => args.length === 0 || technical(args),
  source: files,
  split: technical,
  ss: (args) => args.length === 0 || isOption(args[0]),
  ssh: (args) => args.length > 0 && (technical(args) || args.length === 1),
  sshd: technical,
  stat: technical,
  su: (args) => args.length === 0 || args[0] === '-' || isOption(args[0]) || args.length === 1,
  sync: none,
  sysctl: technical,
  systemctl: oneOf('start stop restart status enable disable daemon-reload reload is-active cat list-units edit mask unmask'),
  tail: technical,
  tar: technical,
  unzip: technical,
  gunzip: technical,
  tc: oneOf('qdisc class filter action monitor'),
  tcpdump: (args) => args.length === 0 || isOption(args[0]) || /^(?:icmp|arp|tcp|udp|host|port|ip6?|src|dst|net|not|ether)$/.test(args[0]!),
  tee: files,
  telnet: (args) => args.length > 0 && isTechnical(args[0]),
  test: (args) => args.some((word) => /^-[a-zA-Z]$|^!?=|^-(?:eq|ne|lt|gt|le|ge)$/.test(word)),
  tmux: (args) => args.length === 0 || /^(?:new|attach|a|ls|new-session|split-window|send-keys|kill-session|-\w)/.test(args[0]!),
  top: (args) => args.length === 0 || isOption(args[0]),
  touch: files,
  tracepath: host,
  traceroute: host,
  true: printed,
  tshark: (args) => args.length === 0 || isOption(args[0]),
  tty: none,
  type: (args) =>
    args.length === 1 && (isTechnical(args[0]) || (isKnownCommand(args[0]!) && !/^(?:exit|logout|history|help)$/.test(args[0]!))),
  umask: numbers,
  uname: optionsOnly,
  uptime: optionsOnly,
  users: printed,
  vi: files,
  vim: files,
  virsh: (args) => args.length > 0 && /^[a-z-]+$/.test(args[0]!) && args[0]!.includes('-'),
  visudo: none,
  w: none,
  wait: numbers,
  wc: (args) => args.length === 0 || technical(args),
  wg: (args) => args.length === 0 || /^(?:show|set|setconf|genkey|pubkey|genpsk|showconf|addconf|syncconf)$/.test(args[0]!),
  'wg-quick': (args) => /^(?:up|down|save|strip)$/.test(args[0] ?? '') && args.length === 2,
  wget: technical,
  which: (args) => args.length > 0 && args.every((word) => isOption(word) || isKnownCommand(word) || isTechnical(word)),
  who: optionsOnly,
  whoami: none,
  yes: printed,
  yum: oneOf('install update remove search'),
};

/** Programs that run the command behind them, and how many words of their own stand before it. */
const wrappers: Readonly<Record<string, (args: Words) => number>> = {
  builtin: () => 0,
  chroot: (args) => skipOptions(args) + 1,
  command: (args) => skipOptions(args),
  env: (args) => args.findIndex((word) => !isOption(word) && !/^\w+=/.test(word)),
  exec: (args) => skipOptions(args),
  nice: (args) => skipOptions(args, 'n'),
  nohup: () => 0,
  nsenter: (args) => skipOptions(args, 'tSGrw'),
  setsid: (args) => skipOptions(args),
  strace: (args) => skipOptions(args, 'eopsu'),
  stdbuf: (args) => skipOptions(args, 'ioe'),
  sudo: (args) => skipOptions(args, 'ugpCDhRT'),
  time: (args) => skipOptions(args),
  timeout: (args) => skipOptions(args, 'sk') + 1,
  unshare: (args) => skipOptions(args, 'SGrw'),
  watch: (args) => skipOptions(args, 'n'),
  xargs: (args) => skipOptions(args, 'InLP'),
};
/** Those that mean something also without a command. */
const needsNoCommand = new Set(['env', 'exec', 'nsenter', 'sudo', 'unshare', 'xargs']);

/** How many words are options and their values. @param withValue the letters of options that take one */
function skipOptions(args: Words, withValue = ''): number {
  let at = 0;
  while (isOption(args[at]) || args[at] === '--') {
    const isSplit = args[at]!.length === 2 && withValue.includes(args[at]![1]!);
    at += isSplit ? 2 : 1;
    if (args[at - 1] === '--') break;
  }
  return at;
}

/** A simple command's words without the programs before it that only run it: `sudo`, `timeout 3`, `nsenter -t 1 -n`. */
export function withoutWrappers(words: Words): Words {
  const wrapper = Object.hasOwn(wrappers, words[0] ?? '') ? wrappers[words[0]!]! : undefined;
  if (!wrapper) return words;
  const skipped = wrapper(words.slice(1));
  const rest = skipped === -1 ? [] : words.slice(1 + skipped);
  return rest.length === 0 ? words : withoutWrappers(rest);
}

/** How sure it is that words at the start of a line are a command: by its form, only by its first word, or not at all. */
export type Certainty = 'certain' | 'likely' | 'none';

export function wordsCertainty(words: Words): Certainty {
  const [written = '', ...args] = words;
  const program = written.replace(/^(python|perl|ruby)[\d.]+$/, '$1');
  // A variable that holds the beginning of commands: `$IN_NS1 ip link`.
  if (/^\$\{?[A-Z_]+\}?$/.test(program) && args.length > 1) return wordsCertainty(args);
  if (/^\$[@*]$/.test(program)) return 'certain';
  if (program === 'command' && /^-[vV]$/.test(args[0] ?? '')) return args.length === 2 ? 'certain' : 'none';
  if (Object.hasOwn(wrappers, program)) {
    const skipped = wrappers[program]!(args);
    const rest = skipped === -1 ? [] : args.slice(skipped);
    if (rest.length === 0) return needsNoCommand.has(program) && (args.length > 0 || program === 'env') ? 'certain' : 'none';
    // Whether `sudo frobnicate` is a command is told by the `sudo`.
    const inner = wordsCertainty(rest);
    if (inner === 'none' && program === 'sudo' && /^[\w.+/~-]+$/.test(rest[0]!) && args.length > 1) return 'likely';
    return inner;
  }
  if (!isKnownCommand(program)) {
    // A slip of the pen: `iptable -L`.
    const meant = program.length > 3 ? Object.keys(networkTools).find((tool) => distance(tool, program) === 1) : undefined;
    return meant !== undefined && args.some(isTechnical) && wordsCertainty([meant, ...args]) === 'certain' ? 'likely' : 'none';
  }
  if (program.includes('/')) return 'certain';
  const form = Object.hasOwn(forms, program) ? forms[program]!(args) : undefined;
  if (form !== undefined) return form ? 'certain' : 'none';
  return args.length <= 1 || args.some(isTechnical) ? 'likely' : 'none';
}
