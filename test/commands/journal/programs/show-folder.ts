// Tells where journals would be kept, and why they can't be.
import { journalFolder, makeJournalFolder } from '../../../../src/commands/journal/journal-folder.js';

process.stdout.write(JSON.stringify([journalFolder(), makeJournalFolder(journalFolder())]));
