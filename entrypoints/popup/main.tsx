import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/fields.css';
import '../../components/styles/glyphs.css';
import '../../components/styles/mailbox.css';
import '../../components/styles/popup.css';
import { Popup } from '../../components/popup/popup';
import { showPage } from '../page/show-page';

showPage((world) => <Popup world={world} />);
