import { parseLesson } from '../../../src/lesson/parse-lesson.js';
import type { Lesson } from '../../../src/lesson/lesson.js';
import { session } from '../lab-trial.js';

const inTerminal = (name: string, ...lines: string[]): string => `<!-- nslab: terminal=${name} -->\n${session(...lines)}`;

/** Short lessons with what makes going back hard: several terminals, what goes on in one of them, shells inside of shells. */
const documents: Readonly<Record<string, string>> = {
  'a cable': [
    session('$ ip netns add red', '$ ip netns add blue', '$ ip link add va netns red type veth peer name vb netns blue'),
    session('$ ip -n red addr add 10.9.0.1/24 dev va', '$ ip -n blue addr add 10.9.0.2/24 dev vb'),
    session('$ ip -n red link set va up', '$ ip -n blue link set vb up', '$ ip netns exec red ping -c 1 10.9.0.2', '...'),
  ].join('\n\n'),
  'shells inside of shells': [
    session(
      '$ place=outside',
      '$ ip netns add red',
      '$ ip netns exec red bash',
      '$ place=inside',
      '$ ip link set lo up',
      '$ bash',
      '$ cd /tmp',
    ),
    session('$ exit', '$ echo $place > /tmp/place', '$ exit', '$ echo $place', 'outside'),
  ].join('\n\n'),
  'a server in a second terminal': [
    session('$ ip link set lo up', '$ export WHO=main'),
    inTerminal('server', '$ WHO=server', '$ nc -lk 7001 > /tmp/heard'),
    inTerminal('main', '$ echo hello | nc -N 127.0.0.1 7001', '$ echo $WHO', 'main'),
    inTerminal('server', '$ echo $WHO', 'server'),
  ].join('\n\n'),
  'what is watched': [
    session('$ ip netns add red', '$ count() { ls /run/netns | wc -l; }'),
    inTerminal('watch', '$ ip monitor link', '...'),
    inTerminal('main', '$ ip link add va type veth peer name vb', '$ ip link set va up', '$ count', '1', '$ sleep 300 &', '$ kill $!'),
    inTerminal('watch', '$ echo over', 'over'),
  ].join('\n\n'),
  'what is stopped': session(
    '$ ip link set lo up',
    '$ x=1',
    '$ ping 127.0.0.1',
    '$ x=2',
    '$ sleep 300 &',
    '$ umask 027',
    '$ exec 3>/tmp/three',
    '$ echo to three >&3',
  ),
};

export const smallLessonNames = Object.keys(documents);

export function smallLesson(name: string): Lesson {
  return parseLesson(`${name}.md`, `# ${name}\n\n${documents[name]!}\n`, { values: {} });
}
