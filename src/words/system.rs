//! What the operating system says, in the language of the user: it speaks English, or whatever the machine is set to.

use super::Lang;
use std::io::{self, ErrorKind};

/// Why something could not be read or written. A path in front of it stays.
#[must_use]
pub fn refusal(error: &io::Error, lang: Lang) -> String {
    let told = error.to_string();
    let Some(words) = chinese(error.kind()).filter(|_| lang == Lang::Zh) else { return told };
    let code = told.rsplit_once("(os error ").and_then(|(_, code)| code.trim_end_matches(')').parse().ok());
    let system = match code {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => io::Error::from(error.kind()).to_string(),
    };
    match told.strip_suffix(&system) {
        Some(before) => {
            before.trim_end_matches(": ").to_owned() + if before.is_empty() { "" } else { "：" } + words
        }
        None => told,
    }
}

/// In Chinese, as far as it is anything that happens to files and ports.
fn chinese(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "找不到文件",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::InvalidFilename => "文件名不合法",
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock => "正被别的程序使用",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::AddrInUse => "已被别的程序占用",
        ErrorKind::AddrNotAvailable => "这台电脑没有这个地址",
        ErrorKind::TimedOut => "等待超时",
        ErrorKind::Interrupted => "被中断",
        ErrorKind::OutOfMemory => "内存不足",
        ErrorKind::Unsupported => "系统不支持",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_system_are_put_into_chinese_and_paths_stay() {
        let missing = || io::Error::from_raw_os_error(2);
        assert_eq!(refusal(&missing(), Lang::Zh), "找不到文件");
        assert_eq!(refusal(&missing(), Lang::En), missing().to_string());
        let named = io::Error::new(ErrorKind::NotFound, format!("a: b.csv: {}", missing()));
        assert_eq!(refusal(&named, Lang::Zh), "a: b.csv：找不到文件");
        let full = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(refusal(&full, Lang::Zh), "磁盘已满");
        assert_eq!(refusal(&io::Error::other("odd"), Lang::Zh), "odd");
    }
}
