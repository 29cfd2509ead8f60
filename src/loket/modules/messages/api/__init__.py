"""The only door of the messages module: what applicants are told, and whether it reached them."""

from loket.modules.messages.api.channels import use_channel
from loket.modules.messages.api.desk import DeskPage, DeskRow, counts, desk_page, settle
from loket.modules.messages.api.listen import after_act
from loket.modules.messages.api.sending import KIND, send
from loket.modules.messages.api.texts import TextFault, load_texts, read_texts, words_for

__all__ = [
    "KIND",
    "DeskPage",
    "DeskRow",
    "TextFault",
    "after_act",
    "counts",
    "desk_page",
    "load_texts",
    "read_texts",
    "send",
    "settle",
    "use_channel",
    "words_for",
]
