import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/fields.css';
import '../../components/styles/glyphs.css';
import '../../components/styles/mailbox.css';
import '../../components/styles/inbox.css';
import { Inbox } from '../../components/inbox/inbox';
import { showPage } from '../page/show-page';

showPage((world) => <Inbox world={world} />);
