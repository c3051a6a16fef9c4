import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/lesson/parse-lesson.js';

const fence = '```';

/** A block of code. @param language the words behind its fence */
function block(language: string, ...lines: string[]): string {
  return [`${fence}${language}`, ...lines, fence, ''].join('\n');
}

function commands(text: string): string[] {
  return parseLesson('adversary.md', text).steps.map((step) => step.command);
}

describe('what was once taken for a command and is none', () => {
  it.each<[string, string, string[]]>([
    ['a comment in a configuration file', block('ini', '# ip netns add x', '[section]', 'key=value'), []],
    ['a comment that is all of a configuration file', block('conf', '# ip netns add x'), []],
    ['a comment in Python', block('python', '# ping 10.0.0.1', 'import os'), []],
    ['a comment in MATLAB', block('matlab', '% ip a'), []],
    ['the form of Windows', block('powershell', 'ping 10.0.0.1') + block('bat', 'ping 10.0.0.1', 'route print'), []],
    ['the prompt of a router', block('', 'r1> enable', 'r1# configure terminal', 'r1(config)# exit', 'r1# ping 10.0.0.2'), []],
    ['what is typed into another interpreter', block('', '$ vtysh', 'r1# show ip route', 'r1# exit', '$ ip a'), ['vtysh', 'ip a']],
    [
      'the forms in a usage',
      block('bash', 'ip netns help', 'Usage: ip netns list', '       ip netns add NAME', '       ip netns monitor', 'ip a'),
      ['ip netns help', 'ip a'],
    ],
    [
      'a script below the command that shows it',
      block('bash', 'cat setup.sh', '', '#!/bin/bash', 'ip netns add ns1', 'ip link add a type veth'),
      ['cat setup.sh'],
    ],
    ['a script below a comment with its name', block('bash', '# setup.sh', '#!/bin/bash', 'ip netns add ns1'), []],
    ['the settings of tmux', block('', 'set -g mouse on', 'bind r source-file ~/.tmux.conf'), []],
    ['an answer', block('', 'yes'), []],
    ['a sentence that begins with ip link set', block('', 'ip link set up the bridge first'), []],
    ['a sentence that begins with ip address', block('', 'ip address to every packet'), []],
    ['a sentence that begins with host', block('', 'host every table:', 'host from ns1 to that link'), []],
    ['a sentence with a name in it', block('', 'ping from ns1 to ns2', 'ip netns is the tool', 'test the link'), []],
    ['a table', '| command | what |\n| --- | --- |\n| $ ip a | shows |\n', []],
    ['a comment of HTML', '<!--\n$ ip a\n-->\n\ntext <!-- $ ip r\n$ ip l\n-->\n', []],
    ['code in a comment of HTML', '<!--\n<pre>\n$ ip a\n</pre>\n-->\n\n<div><!-- <pre>\n$ ip r\n</pre> -->\n</div>\n', []],
    ['a diagram', block('', '+------+     +------+', '| ip a |-----| ping |', '+------+     +------+', '  ip netns add x'), []],
    ['what a file of cron has', block('', '$ crontab -l', '* * * * * ping -c1 10.0.0.1', '@reboot ip a'), ['crontab -l']],
    ['a price', 'It costs:\n\n$ 5\n\n$ ping is a tool\n', []],
  ])('%s', (_, text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('what was once missed or misread', () => {
  it.each([
    '-bash-4.2$ ',
    'host:~ user$ ',
    'user@host:~/dir (main)$ ',
    'root@(none):/# ',
    'root@host[~]# ',
    '[ns1 ~]$ ',
    '$> ',
    '┌──(kali㉿kali)-[~]\n└─$ ',
    '╭─user@host ~\n╰─➤ ',
  ])('the prompt %j, and the output below it', (prompt) => {
    const { steps } = parseLesson('adversary.md', block('', `${prompt}ip netns add ns1`, `${prompt}ip netns list`, 'ns1', `${prompt}exit`));
    expect(steps.map((step) => step.command)).toEqual(['ip netns add ns1', 'ip netns list', 'exit']);
    expect(steps.map((step) => step.expect.output?.lines ?? [])).toEqual([[], ['ns1'], []]);
  });

  it('the lines of a document that begins with a byte order mark', () => {
    const { steps, body } = parseLesson('adversary.md', `\uFEFF${block('bash', 'ip a')}`);
    expect(steps.map(({ line, command }) => [line, command])).toEqual([[2, 'ip a']]);
    expect(body.map(({ source }) => source).join('')).toBe(`\uFEFF${block('bash', 'ip a')}`);
  });

  it('the lines of <pre> in a document of a Macintosh', () => {
    const text = 'Look:\r\r<div>\r<pre>\r$ ip a\r</pre>\r</div>\r';
    expect(parseLesson('adversary.md', text).steps.map(({ line, command }) => [line, command])).toEqual([[5, 'ip a']]);
  });

  it('the lines of <pre> whose tags are long', () => {
    const text = '<pre\n  id="a"><code\n  class="language-bash">$ ip a\n$ ip r</code></pre>\n';
    expect(parseLesson('adversary.md', text).steps.map(({ line, command }) => [line, command])).toEqual([
      [3, 'ip a'],
      [4, 'ip r'],
    ]);
  });

  it('headings with marks in them', () => {
    const { body } = parseLesson('adversary.md', '# The `ip` *command* [here](x) &amp; \\# there\n');
    expect(body).toMatchObject([{ kind: 'heading', text: 'The ip command here & # there' }]);
  });

  it('the tags of Jekyll in a fence, which are text, and a fence between them', () => {
    const shown = block('liquid', '{% highlight bash %}', 'ip a', '{% endhighlight %}');
    const tagged = ['{% highlight console %}', '$ cat <<EOF', fence, 'EOF', '{% endhighlight %}', ''].join('\n');
    expect(commands(`${shown}\n${tagged}`)).toEqual([`cat <<EOF\n${fence}\nEOF`]);
  });
});

describe('what once took minutes or ended in an overflow', () => {
  const many = 20_000;
  const lines = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('\n');

  it.each<[string, string]>([
    ['blanks', block('console', `$ ip a${' '.repeat(many)}x`)],
    ['wide blanks', block('bash', `ip a${'\u3000'.repeat(many)}x`)],
    ['a quoted page of blanks', block('console', `$ echo '${lines(300, () => ' '.repeat(4000))}'`)],
    ['dashes', block('', `$ ip a\n${'-'.repeat(many)}`)],
    ['wrappers', block('bash', 'sudo '.repeat(many))],
    ['nested substitutions', block('bash', `echo ${'$('.repeat(many)}`)],
    ['nested quoted substitutions', block('bash', `echo ${'"$('.repeat(many)}`)],
    ['namespaces in namespaces', block('console', `$ ${'ip netns exec a '.repeat(many)}`)],
    ['marks that never close', `${'*a_ '.repeat(3000)}${'b* '.repeat(3000)}`],
    ['comments that never close', `$ ip a ${'<!--'.repeat(3000)}`],
    ['nested quotations', '>'.repeat(6000)],
    [
      'loops without an end',
      block(
        'console',
        lines(1000, () => 'for i in 1 2; do'),
      ),
    ],
    [
      'functions without an end',
      block(
        '',
        lines(1000, (n) => `f${n}() {`),
      ),
    ],
    [
      'here-documents without an end',
      block(
        '',
        lines(1000, (n) => `cat <<EOF${n}`),
      ),
    ],
    [
      'here-documents',
      block(
        'bash',
        lines(3000, (n) => `cat >f${n} <<EOF${n}\n$ one\nEOF${n}`),
      ),
    ],
  ])('%s', (_, text) => {
    const started = performance.now();
    parseLesson('adversary.md', text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
