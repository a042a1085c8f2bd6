import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/fields.css';
import '../../components/styles/glyphs.css';
import '../../components/styles/mailbox.css';
import '../../components/styles/popup.css';
import '../../components/styles/beside.css';
import { Popup } from '../../components/popup/popup';
import { showPage } from '../page/show-page';

// The same screens as the popup's, in the place that the browser keeps beside the page: it stays while tabs change.
showPage((world) => <Popup world={world} />);
