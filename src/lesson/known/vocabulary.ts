/** The network tools that lessons are about, and the Debian package that brings each. */
export const networkTools: Readonly<Record<string, string>> = {
  arp: 'net-tools',
  arping: 'iputils-arping',
  brctl: 'bridge-utils',
  bridge: 'iproute2',
  conntrack: 'conntrack',
  curl: 'curl',
  dig: 'bind9-dnsutils',
  dnsmasq: 'dnsmasq-base',
  ethtool: 'ethtool',
  host: 'bind9-dnsutils',
  ifconfig: 'net-tools',
  ip: 'iproute2',
  ip6tables: 'iptables',
  iptables: 'iptables',
  nc: 'netcat-openbsd',
  netstat: 'net-tools',
  nft: 'nftables',
  nslookup: 'bind9-dnsutils',
  ping: 'iputils-ping',
  route: 'net-tools',
  socat: 'socat',
  ss: 'iproute2',
  sysctl: 'procps',
  tcpdump: 'tcpdump',
  traceroute: 'traceroute',
  wget: 'wget',
};

const otherPrograms = `
apt apt-get awk base64 basename bash busybox cat chgrp chmod chown cp cut date dd df diff dirname dmesg docker du
echo egrep env expr false fgrep file find free git grep head hostname hostnamectl id install ipcs jq kill killall less ln ls lsmod lsns lsof
make md5sum mkdir mknod mktemp modprobe more mount mountpoint mv nohup nproc nsenter openssl passwd pgrep pidof pipework pkill podman
printenv printf ps pwd python python3 perl readlink realpath rm rmdir rmmod script sed seq setpriv setsid sh sha256sum sleep sort stat strace
stty su sudo sync systemctl tail tar tc tee test timeout top touch tr true truncate tty umount uname uniq unshare uptime useradd vi vim
watch wc which whoami xargs yes yum dnf apk pacman openvpn wg ovs-vsctl tmux screen telnet ssh scp nmap iperf iperf3 mtr dhclient iw rfkill
findmnt setfacl getfacl chcon restorecon setenforce getenforce semanage lxc-ls lxc-info incus cilium calicoctl tree column ncdu lsblk blkid mtr-tiny
birdc bird gobgp radvd dhcpd odhcpd hostapd wpa_supplicant ngrep iftop nethogs bmon tcptraceroute ssh-keygen curlie nstat rtmon dhcpcd udhcpc
capsh getcap setcap ldd gcc cc tshark fping drill ipset ipvsadm lxc lxc-attach lxc-start lxc-create virsh vtysh kubectl crictl ctr runc minikube kind vagrant
nmcli netplan networkctl resolvectl timedatectl journalctl service pip pip3 npm go cargo brew snap dpkg rpm hping3 perf bpftool nano ll man htop lsb_release
iptables-save iptables-restore ip6tables-save ip6tables-restore iptables-legacy iptables-nft ebtables arptables wg-quick dockerd docker-compose ncat netcat
ovs-ofctl sshd ab wrk netserver netperf jq xxd stdbuf nice sleep logrotate crontab at sysbench visudo adduser groupadd deluser ufw firewall-cmd bundle
capsh getcap setcap newuidmap nologin chroot pivot_root losetup lscpu lspci dash ash zsh ksh rev tac nl od xxd hexdump column comm paste join
pstree devlink ifstat lnstat nstat routel rtacct rtmon ifup ifdown ipcalc whois mii-tool vmstat fuser mkfifo taskset prlimit unzip gzip gunzip zypper
fold fmt expand split csplit shuf factor numfmt users who w last ping6 tracepath getent logger logname groups arch tput clear reset
`;

const builtins = `
. : [ [[ (( { ( ! alias bg bind break builtin caller case cd command compgen complete continue coproc declare dirs disown enable eval exec exit
export fc fg for function getopts hash help history if jobs let local logout mapfile popd pushd read readarray readonly return select set shift
shopt source suspend time times trap type typeset ulimit umask unalias unset until wait while
`;

const known = new Set([...Object.keys(networkTools), ...words(otherPrograms), ...words(builtins)]);

/** Every program and builtin that is known by name. */
export const knownCommands: readonly string[] = [...known];

/** Programs that a shell has itself. */
const shellWords = new Set(words(builtins));

export function isBuiltin(word: string): boolean {
  return shellWords.has(word);
}

/** Whether a word at the start of a line is a command that shells and tutorials know, so that the line may be run. */
export function isKnownCommand(word: string): boolean {
  return known.has(word) || /^(?:\.{0,2}|~)\/\S+$/.test(word) || /^(?:python|perl|ruby|node)\d?(?:\.\d+)?$/.test(word);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
