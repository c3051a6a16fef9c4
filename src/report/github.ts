import { annotations } from './github-annotations.js';
import type { CreateReporter, ReportContext, Reporter, RunContext } from './reporter.js';
import { RunRecord } from './run-record.js';

/** Annotations of GitHub Actions at the lines of the lessons, all when the run is over, since GitHub shows only so many. */
export function createGithubReporter(_: ReportContext, run: RunContext): Reporter {
  const record = new RunRecord();
  return {
    print: (event) => {
      record.add(event);
      return event.type === 'run:end' ? annotations(record.lessons, run.pathInRepository) : '';
    },
  };
}

/**
 * What a log of GitHub Actions gets: a report for people with annotations after it. The report shows what lessons print, and the
 * runner would obey lines in it that look like its commands, so it is told to take none before it reads the secret token again.
 */
export function inActionsLog(create: CreateReporter, token: string): CreateReporter {
  return (place, run) => {
    const report = create(place, run);
    const github = createGithubReporter(place, run);
    return {
      print: (event) => {
        const before = event.type === 'run:start' ? `::stop-commands::${token}\n` : '';
        const after = event.type === 'run:end' ? `::${token}::\n` : '';
        return before + report.print(event) + after + github.print(event);
      },
    };
  };
}
